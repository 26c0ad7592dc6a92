package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.camel.support.PropertyBindingSupport;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebootEndpointTest {
  private final RouteRunner routes = new RouteRunner(new FakeEngine());

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aGroupThatNamesNothingHasTheDefaultsOfTheRules() {
    assertThat(options("reboot:group/pumps")).isEqualTo(GroupOptions.DEFAULT);
  }

  @Test
  void thePaceReachesTheRules() {
    assertThat(
            options(
                    "reboot:group/pumps?maxInFlight=5%25&maxDown=20&rate=10/m"
                        + "&rateGrowth=RAW(50% after 100)&holdAfterConfirm=30s")
                .pace())
        .isEqualTo(
            Pace.inFlight(new Limit(5, true))
                .with()
                .maxDown(new Limit(20, false))
                .rate(Rate.parse("10/m"))
                .rateGrowth(RateGrowth.parse("50% after 100"))
                .holdAfterConfirm(Duration.ofSeconds(30))
                .build());
    assertThat(options("reboot:group/pumps?learnFirstPoll=false").polls().learnFirstPoll())
        .isFalse();
  }

  @Test
  void eachOutcomeCanHaveItsLimit() {
    assertThat(options("reboot:group/pumps?maxRejected=1&maxNotConfirmed=2&maxUnknown=3%25").stop())
        .isEqualTo(
            StopRule.DEFAULT
                .with()
                .maxFailed(new Limit(5, true))
                .maxOffline(new Limit(100, true))
                .maxRejected(new Limit(1, false))
                .maxNotConfirmed(new Limit(2, false))
                .maxUnknown(new Limit(3, true))
                .build());
  }

  @Test
  void theOfflinePolicyReachesTheRules() {
    assertThat(options("reboot:group/pumps?offline=wait&waitWithin=4h").offlinePolicy())
        .isEqualTo(
            OfflinePolicy.DEFAULT
                .with()
                .offline(OfflinePolicy.Offline.WAIT)
                .waitWithin(Duration.ofHours(4))
                .build());
  }

  @Test
  void soDoTheReasonsNotToCall() {
    CallOptions options =
        options("reboot:group/pumps?quarantineAfter=3&unlessRebootedWithin=1d").callOptions();
    assertThat(options.quarantineAfter()).isEqualTo(3);
    assertThat(options.unlessRebootedWithin()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aWindowReachesTheRules() {
    assertThat(
            options(
                    "reboot:group/pumps?window=RAW(Mon-Fri 22:00-04:00; Sat 01:00-05:00 UTC)"
                        + "&windowEnd=wait")
                .window())
        .isEqualTo(
            new WindowRule(
                MaintenanceWindow.parse("Mon-Fri 22:00-04:00; Sat 01:00-05:00 UTC"),
                WindowRule.End.WAIT));
  }

  @Test
  void aWindowCanBeByTheClockOfEachDevice() {
    assertThat(
            options("reboot:group/pumps?window=RAW(01:00-05:00 UTC)&windowZone=tags.tz").window())
        .isEqualTo(
            new WindowRule(
                MaintenanceWindow.parse("01:00-05:00 UTC"),
                WindowRule.End.SKIP,
                new TagPath("tags.tz")));
  }

  @Test
  void relationsReachTheRules() {
    assertThat(
            options(
                    "reboot:group/pumps?neverTogether=tags.pair"
                        + "&maxDownPer=RAW(tags.site=2, tags.line=1)")
                .budget())
        .isEqualTo(
            new DisruptionBudget(
                new TagPath("tags.pair"),
                List.of(
                    new TagDownLimit(new TagPath("tags.site"), 2),
                    new TagDownLimit(new TagPath("tags.line"), 1))));
  }

  @Test
  void aGroupCanFollowItsQuery() {
    assertThat(options("reboot:group/pumps?query=x&membership=follow").membership())
        .isEqualTo(GroupOptions.Membership.FOLLOW);
    assertThat(options("reboot:group/more?query=x").membership())
        .isEqualTo(GroupOptions.Membership.FROZEN);
  }

  @Test
  void everyOptionReachesTheRules() {
    GroupOptions options =
        options(
            "reboot:group/pumps?maxInFlight=50&maxFailed=7&maxOffline=20%25&minSample=5"
                + "&allowEmpty=true&firstPoll=1s&pollEvery=2s&method=restart&marker=a.b"
                + "&confirm=echo&confirmWithin=1h&attempts=3&responseTimeout=60s"
                + "&connectTimeout=10s&unlessRebootedWithin=1d&again=true&stayUp=1m");
    assertThat(options.pace()).isEqualTo(Pace.inFlight(new Limit(50, false)));
    assertThat(options.stop()).isEqualTo(StopRule.of(new Limit(7, false), new Limit(20, true), 5));
    assertThat(options.allowEmpty()).isTrue();
    assertThat(options.polls())
        .isEqualTo(
            PollOptions.DEFAULT
                .with()
                .firstPoll(Duration.ofSeconds(1))
                .pollEvery(Duration.ofSeconds(2))
                .build());
    assertThat(options.callOptions())
        .isEqualTo(
            CallOptions.DEFAULT
                .with()
                .method("restart")
                .marker(new MarkerPath("a.b"))
                .confirm(ConfirmBy.ECHO)
                .confirmWithin(Duration.ofHours(1))
                .attempts(3)
                .responseTimeout(Duration.ofSeconds(60))
                .connectTimeout(Duration.ofSeconds(10))
                .unlessRebootedWithin(Duration.ofDays(1))
                .again(true)
                .stayUp(Duration.ofMinutes(1))
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "python-tutorial, rebootDevice, rebootTime",
    "node-tutorial, reboot, iothubDM.reboot.lastReboot",
    "java-tutorial, reboot, lastReboot"
  })
  void aPresetNamesMethodAndMarkerOfATutorial(String preset, String method, String marker) {
    CallOptions callOptions = options("reboot:group/pumps?preset=" + preset).callOptions();
    assertThat(callOptions.method()).isEqualTo(method);
    assertThat(callOptions.marker()).isEqualTo(new MarkerPath(marker));
  }

  @Test
  void whatIsNamedBesideAPresetWins() {
    CallOptions callOptions =
        options("reboot:group/pumps?preset=node-tutorial&method=restart").callOptions();
    assertThat(callOptions.method()).isEqualTo("restart");
    assertThat(callOptions.marker().path()).isEqualTo("iothubDM.reboot.lastReboot");
  }

  @Test
  void theComponentSetsDefaultsForAllGroups() {
    RebootComponent component = routes.context().getComponent("reboot", RebootComponent.class);
    PropertyBindingSupport.build()
        .withCamelContext(routes.context())
        .withConfigurer(component.getComponentPropertyConfigurer())
        .withTarget(component)
        .withProperty("confirmWithin", "3m")
        .bind();
    assertThat(options("reboot:group/pumps").callOptions().confirmWithin()).hasMinutes(3);
    assertThat(options("reboot:group/more?confirmWithin=4m").callOptions().confirmWithin())
        .hasMinutes(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reboot:group/pumps?maxFaild=0       | maxFaild=0",
        "reboot:gruppe/pumps                 | 'gruppe' is not a kind of step",
        "reboot:group                        | use reboot:group/NAME",
        "reboot:soak/rest                    | duration=10m",
        "reboot:group/pumps?duration=10m     | a group has confirmWithin",
        "reboot:soak/rest?duration=1m&query=x| a soak has no devices",
        "reboot:group/pumps?maxFailed=few    | invalid limit 'few'",
        "reboot:group/pumps?window=always    | invalid window 'always'",
        "reboot:check/go                     | via=direct:may-go-on",
        "reboot:group/pumps?via=direct:x     | via is for reboot:check",
        "reboot:group/pumps?timeout=1h       | timeout is for reboot:approval",
        "reboot:group/pumps?maxUnstable=0    | maxUnstable is for reboot:soak",
        "reboot:soak/rest?duration=1m&maxUnstable=few | maxUnstable: invalid limit 'few'",
        "reboot:group/pumps?unknownDevices=skip | give fail or refuse",
        "reboot:group/pumps?again=yes        | again is 'yes'; give true or false",
        "reboot:group/pumps?minSample=few    | minSample is 'few'; give a whole number",
        "reboot:group/pumps?windowZone=tags.tz | there is no window",
        "reboot:group/pumps?neverTogether=pair | use a form like tags.site",
        "reboot:group/pumps?maxDownPer=tags.site | use a form like tags.site=2",
        "reboot:group/pumps?membership=loose | give frozen or follow",
        "reboot:group/pumps?membership=follow | membership=follow needs a query",
        "reboot:group/pumps?stayUp=0s        | stayUp is 0 s",
        "reboot:group/pumps?confirm=maybe    | give value or stamp or echo",
        "reboot:group/pumps?preset=ruby      | there are python-tutorial, node-tutorial",
        "reboot:group/pumps?payload=nonsense | payload is not valid JSON",
        "reboot:group/pumps?confirm=echo&payload=1 | a JSON object, or absent",
        "reboot:group/pumps?responseTimeout=1s | give 5 s to 5 min",
        "reboot:group/pumps?firstPoll=soon   | firstPoll is 'soon'; write a time like 250ms",
        "reboot:group/pumps?unlessRebootedWithin=1x | unlessRebootedWithin is '1x'; write a time",
        "reboot:group/pumps?holdAfterConfirm=P99999999999999D | a year at most",
        "reboot:group/pumps?firstPoll=8d     | firstPoll is 8 days; give 0 s to 7 days.",
        "reboot:soak/rest?duration=999d      | duration is '999d'; write a time like 250ms, 10s or"
            + " 1h30m, a year at most",
        "reboot:soak/rest?duration=10x       | duration is '10x'; write a time like 250ms",
      })
  void whatCannotWorkIsRefusedWithTheRemedy(String uri, String remedy) {
    assertThatThrownBy(() -> routes.context().getEndpoint(uri)).hasStackTraceContaining(remedy);
  }

  private GroupOptions options(String uri) {
    return routes.context().getEndpoint(uri, RebootEndpoint.class).groupOptions();
  }
}
