package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.DisconnectedPolicy;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that are disconnected for other reasons than our reboots count as down. */
class DisconnectedPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TagPath PAIR = new TagPath("tags.pair");
  private static final GroupOptions ALL_FAIL =
      GroupOptions.DEFAULT.with(StopRule.of(new Limit(100, true), new Limit(100, true), 20));
  private static final GroupOptions NEVER_TOGETHER =
      ALL_FAIL.with(new DisruptionBudget(PAIR, List.of()));
  private static final String BLOCKED =
      "tags.pair is 'p-1', of which 1 may be down: right is disconnected, last seen at " + NOON;

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @BeforeEach
  void addPair() {
    for (String device : List.of("left", "right")) {
      hub.add(device, Behavior.REBOOTS);
      hub.tag(device, PAIR, "p-1");
    }
  }

  @Test
  void aDeviceIsDeferredWhileItsPartnerIsDisconnectedAndNamesIt() {
    hub.disconnect("right");
    Life life = begin(NEVER_TOGETHER, "left");
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls()).containsEntry("left", 0);
    assertThat(detail(life, "left")).isEqualTo(BLOCKED);
  }

  @Test
  void aDeviceIsCalledSoonAfterItsPartnerIsBack() {
    hub.disconnect("right");
    Life life = begin(NEVER_TOGETHER, "left");
    life.pass(Duration.ofMinutes(5));
    hub.reconnect("right");
    life.pass(Duration.ofMinutes(2));

    assertThat(life.outcomes()).containsEntry("left", "confirmed");
  }

  @Test
  void aDeviceThatDisconnectsDuringTheGroupCountsFromTheNextMinute() {
    hub.add("first", Behavior.REBOOTS);
    Life life = begin(NEVER_TOGETHER.with(Pace.inFlight(new Limit(1, false))), "first", "left");
    life.pass(Duration.ofSeconds(1));
    hub.behave("left", Behavior.REBOOTS);
    hub.disconnect("right");
    var unused = life.engine.control().pause(Life.RUN, Requester.login("ada"), "lunch");
    life.pass(Duration.ofMinutes(2));
    unused = life.engine.control().resume(Life.RUN, Requester.login("ada"), null);
    life.pass(Duration.ofMinutes(2));

    assertThat(hub.calls()).containsEntry("first", 1).containsEntry("left", 0);
  }

  @Test
  void aRestartAsksAgainBeforeTheFirstCall() {
    hub.disconnect("right");
    Life first = begin(NEVER_TOGETHER, "left");
    first.pass(Duration.ofMinutes(2));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    second.chain(NEVER_TOGETHER, List.of(List.of("left")));
    second.pass(Duration.ofMinutes(2));

    assertThat(hub.calls()).containsEntry("left", 0);
    assertThat(detail(second, "left")).isEqualTo(BLOCKED);
  }

  @Test
  void noDeviceIsCalledBeforeTheHubHasAnswered() {
    hub.disconnect("right");
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    hub.break_(new HubTrouble(HubTrouble.Kind.THROTTLED, "later"));
    life.chain(NEVER_TOGETHER, List.of(List.of("left")));
    life.pass(Duration.ofSeconds(30));
    hub.mend();
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls()).containsEntry("left", 0);
  }

  @Test
  void twoConnectedPartnersAreCalledOneAfterTheOther() {
    Life life = begin(NEVER_TOGETHER, "left", "right");
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes().values()).containsExactly("confirmed", "confirmed");
    assertThat(hub.mostDown()).isEqualTo(1);
    assertThat(hub.questions()).isEqualTo(1);
  }

  @Test
  void aDeviceThatHasBeenDisconnectedForTooLongDoesNotCount() {
    hub.disconnect("right");
    clock.advance(Duration.ofDays(7));
    Life life = begin(NEVER_TOGETHER, "left");
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("left", "confirmed");
  }

  @Test
  void aQuietDeviceCountsFromItsDisconnection() {
    hub.add("first", Behavior.NEVER_RETURNS);
    hub.quietSince("right", NOON.minus(Duration.ofDays(8)));
    Life life = begin(NEVER_TOGETHER.with(Pace.inFlight(new Limit(1, false))), "first", "left");
    life.pass(Duration.ofMinutes(2));

    hub.disconnectQuietly("right");
    life.pass(Duration.ofMinutes(20));

    assertThat(life.outcomes()).containsEntry("first", "not-confirmed");
    assertThat(hub.calls()).containsEntry("left", 0);
    assertThat(detail(life, "left"))
        .contains("right is disconnected, last seen at 2026-11-23T12:0");

    hub.reconnect("right");
    life.pass(Duration.ofMinutes(3));
    assertThat(life.outcomes()).containsEntry("left", "confirmed");
  }

  @Test
  void aQuietDeviceThatIsActiveAgainDoesNotCount() {
    hub.quietSince("right", NOON.minus(Duration.ofDays(8)));
    hub.add("first", Behavior.NEVER_RETURNS);
    Life life = begin(NEVER_TOGETHER.with(Pace.inFlight(new Limit(1, false))), "first", "left");
    life.pass(Duration.ofMinutes(2));

    hub.quietSince("right", NOON);
    life.pass(Duration.ofMinutes(20));

    assertThat(life.outcomes()).containsEntry("left", "confirmed");
  }

  @Test
  void aDeviceThatHasNeverBeenConnectedDoesNotCount() {
    hub.neverConnect("right");
    Life life = begin(NEVER_TOGETHER, "left");
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("left", "confirmed");
  }

  @Test
  void withoutCountDisconnectedNoneOfThemCounts() {
    hub.disconnect("right");
    Life life =
        begin(
            NEVER_TOGETHER.with(
                DisconnectedPolicy.DEFAULT
                    .with()
                    .countDisconnected(false)
                    .downForgottenAfter(DisconnectedPolicy.DEFAULT.downForgottenAfter())
                    .build()),
            "left");
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("left", "confirmed");
    assertThat(hub.questions()).isZero();
  }

  @Test
  void aDeviceThatIsBlockedUntilTheWindowClosesIsSkippedAndNamesItsPartner() {
    hub.disconnect("right");
    WindowRule window =
        new WindowRule(MaintenanceWindow.parse("12:00-13:00 UTC"), WindowRule.End.SKIP, null);
    Life life = begin(NEVER_TOGETHER.with(window), "left");
    life.pass(Duration.ofMinutes(65));

    assertThat(life.outcomes()).containsEntry("left", "skipped");
    assertThat(detail(life, "left"))
        .startsWith("the window ")
        .contains("closes too soon for another call: a device has 10 min to confirm")
        .endsWith(BLOCKED);
  }

  @Test
  void withoutAWindowABlockedDeviceIsSkippedAfterWaitWithin() {
    hub.disconnect("right");
    Life life =
        begin(
            NEVER_TOGETHER.with(
                OfflinePolicy.DEFAULT
                    .with()
                    .offline(OfflinePolicy.Offline.FAIL)
                    .waitWithin(Duration.ofMinutes(10))
                    .build()),
            "left");
    life.pass(Duration.ofMinutes(15));

    assertThat(life.outcomes()).containsEntry("left", "skipped");
    assertThat(detail(life, "left")).isEqualTo(BLOCKED);
  }

  @Test
  void theHubIsAskedLessOftenIfManyDevicesAreDisconnected() {
    hub.pageSize(1);
    for (int n = 0; n < 49; n++) {
      hub.add("away-" + n, Behavior.REBOOTS);
      hub.disconnect("away-" + n);
    }
    Life life = maxDown(OfflinePolicy.DEFAULT);
    life.pass(Duration.ofMinutes(5));
    assertThat(hub.questions()).isEqualTo(1);

    life.pass(Duration.ofMinutes(1));
    assertThat(hub.questions()).as("51 pages, at 10 a minute").isEqualTo(2);
  }

  @Test
  void aLimitPerTagCountsThemAndTheDevicesBeingRebooted() {
    for (int n = 0; n < 6; n++) {
      hub.add("device-" + n, Behavior.REBOOTS);
      hub.tag("device-" + n, PAIR, "paris");
    }
    hub.disconnect("device-5");
    Life life =
        begin(
            ALL_FAIL.with(new DisruptionBudget(null, List.of(new TagDownLimit(PAIR, 2)))),
            "device-0",
            "device-1",
            "device-2");
    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes().values()).containsOnly("confirmed");
    assertThat(hub.mostDown()).isEqualTo(1);
  }

  @Test
  void maxDownCountsThemAndNamesOne() {
    Life life = maxDown(OfflinePolicy.DEFAULT);
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls()).containsEntry("left", 0).containsEntry("middle", 0);
    assertThat(detail(life, "left"))
        .isEqualTo("maxDown 1: right is disconnected, last seen at " + NOON);
    hub.reconnect("right");
    life.pass(Duration.ofMinutes(3));
    assertThat(life.outcomes().values()).containsOnly("confirmed");
  }

  @Test
  void devicesThatMaxDownBlocksForTooLongAreSkippedWithTheReason() {
    Life life =
        maxDown(
            OfflinePolicy.DEFAULT
                .with()
                .offline(OfflinePolicy.Offline.FAIL)
                .waitWithin(Duration.ofMinutes(10))
                .build());
    life.pass(Duration.ofMinutes(15));

    assertThat(detail(life, "middle")).startsWith("maxDown 1: right is disconnected");
    assertThat(life.outcomes()).containsEntry("left", "skipped").containsEntry("middle", "skipped");
  }

  @Test
  void maxDownCountsADeviceThatHasNotComeBackFromAnEarlierRun() {
    hub.behave("right", Behavior.NEVER_RETURNS);
    Life earlier = begin(ALL_FAIL, "right");
    earlier.pass(Duration.ofMinutes(15));
    assertThat(earlier.outcomes()).containsEntry("right", "not-confirmed");
    earlier.close();

    Life life = new Life(journal, hub, clock, 2);
    var unusedReceipt =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "later",
                    "later",
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester")));
    GroupOptions oneDown =
        ALL_FAIL.with(
            Pace.inFlight(new Limit(1, false)).with().maxDown(new Limit(1, false)).build());
    var unusedRuns =
        life.engine
            .runs()
            .handOver(
                "later",
                run -> {
                  var unused = life.group(run.run(), "all", oneDown, List.of("left", "right"));
                });
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls()).containsEntry("left", 0);
    assertThat(
            life.engine.view().devices("later").stream()
                .filter(device -> device.device().equals("left"))
                .map(DeviceView::detail))
        .containsExactly("maxDown 1: right has not come back");
  }

  /** A group of three devices, of which one may be down, and the third is disconnected. */
  private Life maxDown(OfflinePolicy offlinePolicy) {
    hub.add("middle", Behavior.REBOOTS);
    hub.disconnect("right");
    return begin(
        ALL_FAIL
            .with(Pace.inFlight(new Limit(2, false)).with().maxDown(new Limit(1, false)).build())
            .with(offlinePolicy.equals(OfflinePolicy.DEFAULT) ? waiting() : offlinePolicy),
        "left",
        "middle",
        "right");
  }

  private static OfflinePolicy waiting() {
    return OfflinePolicy.DEFAULT
        .with()
        .offline(OfflinePolicy.Offline.WAIT)
        .waitWithin(Duration.ofHours(1))
        .build();
  }

  private Life begin(GroupOptions options, String... devices) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(options, List.of(List.of(devices)));
    return life;
  }

  private static String detail(Life life, String device) {
    return life.engine.view().devices(Life.RUN).stream()
        .filter(one -> one.device().equals(device))
        .map(one -> String.valueOf(one.detail()))
        .findFirst()
        .orElseThrow();
  }
}
