package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.fleetreboot.reboot.step.MessageOptions;
import org.fleetreboot.reboot.step.RebootEndpoint;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.Test;

class FrozenOptionsTest {
  /** What the journal has beside the options of a route. */
  private static final Set<String> NO_OPTION = Set.of("payloadHash");

  @Test
  void defaultsAreNotShown() {
    assertThat(FrozenOptions.changed(GroupOptions.DEFAULT)).isEmpty();
  }

  @Test
  void busyStatusesAreNotMistakenForAttempts() {
    assertThat(FrozenOptions.all(GroupOptions.DEFAULT))
        .containsEntry("attempts", 1)
        .containsEntry("busyAttempts", 10)
        .containsEntry("busyStatus", "423");
  }

  @Test
  void valuesAreShownAsInARoute() {
    GroupOptions options =
        GroupOptions.DEFAULT
            .with(Pace.inFlight(new Limit(5, true)))
            .with(
                PollOptions.DEFAULT
                    .with()
                    .firstPoll(Duration.ofMillis(1500))
                    .pollEvery(Duration.ofMinutes(90))
                    .learnFirstPoll(false)
                    .build())
            .with(
                new WindowRule(
                    MaintenanceWindow.parse("Sat 01:00-05:00 Europe/Paris"),
                    WindowRule.End.WAIT,
                    new TagPath("tags.tz")))
            .with(
                new DisruptionBudget(
                    new TagPath("tags.pair"),
                    List.of(TagDownLimit.parse("tags.site=2"), TagDownLimit.parse("tags.line=1"))));
    assertThat(FrozenOptions.changed(options))
        .isEqualTo(
            "maxInFlight 5%, firstPoll 1s500ms, pollEvery 1h30m, learnFirstPoll false,"
                + " window Sat 01:00-05:00 Europe/Paris, windowEnd wait,"
                + " windowZone tags.tz, neverTogether tags.pair,"
                + " maxDownPer tags.site=2, tags.line=1");
  }

  @Test
  void unsetPartsAreNotShown() {
    GroupOptions options =
        GroupOptions.DEFAULT.with(new DisruptionBudget(new TagPath("tags.pair"), List.of()));
    assertThat(FrozenOptions.changed(options)).isEqualTo("neverTogether tags.pair");
    assertThat(FrozenOptions.all(options)).containsEntry("maxDownPer", null);
  }

  @Test
  void allOptionsHaveTheNamesOfTheEndpoint() throws Exception {
    GroupOptions options =
        GroupOptions.DEFAULT.with(
            new WindowRule(MaintenanceWindow.parse("01:00-05:00 UTC"), WindowRule.End.SKIP));
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      RebootEndpoint group = camel.getEndpoint("reboot:group/pumps", RebootEndpoint.class);
      PropertyConfigurerGetter endpoint =
          (PropertyConfigurerGetter) group.getComponent().getEndpointPropertyConfigurer();
      assertThat(FrozenOptions.all(options))
          .hasSizeGreaterThan(20)
          .allSatisfy(
              (name, value) ->
                  assertThat(
                          NO_OPTION.contains(name) || endpoint.getOptionType(name, false) != null)
                      .as(name)
                      .isTrue());
    }
  }

  @Test
  void everyOptionThatAMessageMaySetIsFrozen() {
    assertThat(MessageOptions.names())
        .filteredOn(option -> !option.equals("unknownDevices"))
        .hasSizeGreaterThan(30)
        .isSubsetOf(FrozenOptions.all(GroupOptions.DEFAULT).keySet());
  }
}
