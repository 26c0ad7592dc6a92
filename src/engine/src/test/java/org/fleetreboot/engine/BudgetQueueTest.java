package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;

/** Limits how many devices of a site are down at once, whichever group or run has called them. */
class BudgetQueueTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TagPath SITE = new TagPath("tags.site");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void noMoreDevicesOfASiteAreDownThanAllowedAndAllHaveTheirTurn() {
    addSites(20, Behavior.REBOOTS, "paris", "lyon");
    Life life = begin(perSite(2), devices(20));

    life.pass(Duration.ofMinutes(10));

    assertThat(hub.mostDown()).isEqualTo(2);
    assertThat(life.outcomes().values()).hasSize(20).containsOnly("confirmed");
  }

  @Test
  void aDeviceThatWaitsForItsSiteIsReadOnlyOnceMore() {
    addSites(20, Behavior.REBOOTS, "paris");
    PollOptions onePoll =
        PollOptions.DEFAULT
            .with()
            .firstPoll(Duration.ofSeconds(5))
            .pollEvery(Duration.ofSeconds(10))
            .learnFirstPoll(false)
            .build();
    Life life = begin(perSite(1).with(onePoll), devices(20));

    life.pass(Duration.ofMinutes(10));

    assertThat(life.outcomes().values()).containsOnly("confirmed");
    // One read before each call, one poll that confirms it, and 19 turns that found others down.
    assertThat(hub.reads()).isEqualTo(20 + 20 + 19);
  }

  @Test
  void bothDevicesOfAPairAreNeverDownNotEvenInTwoRuns() throws Exception {
    addSites(2, Behavior.REBOOTS, "pair-7");
    GroupOptions pair = GroupOptions.DEFAULT.with(new DisruptionBudget(SITE, List.of()));
    Life life = new Life(journal, hub, clock, 1);
    for (String run : List.of("run-1", "run-2")) {
      var unused =
          life.engine
              .runs()
              .accept(
                  new RunRequest(
                      run,
                      "nightly",
                      new RunTrigger.CommandLine("start"),
                      Requester.login("tester")));
    }
    AutoCloseable handOver =
        life.engine
            .runs()
            .handOver(
                "nightly",
                run -> {
                  String device = run.run().equals("run-1") ? "device-0" : "device-1";
                  var unused = life.group(run.run(), "pair", pair, List.of(device));
                });

    life.pass(Duration.ofMinutes(2));
    handOver.close();

    assertThat(hub.mostDown()).isEqualTo(1);
    assertThat(hub.calls()).containsEntry("device-0", 1).containsEntry("device-1", 1);
  }

  @Test
  void aRestartKnowsWhichDevicesAreDown() {
    addSites(6, Behavior.NEVER_RETURNS, "paris");
    Life first = begin(perSite(2), devices(6));
    first.pass(Duration.ofSeconds(5));
    first.close();
    assertThat(called()).isEqualTo(2);

    Life second = new Life(journal, hub, clock, 2);
    second.chain(perSite(2), List.of(devices(6)));
    second.pass(Duration.ofMinutes(5));

    assertThat(called()).isEqualTo(2);
  }

  @Test
  void whenTooManyHaveNotComeBackTheOthersAreSkippedWithTheReason() {
    addSites(4, Behavior.NEVER_RETURNS, "paris");
    Life life = begin(perSite(2), devices(4));

    life.pass(Duration.ofMinutes(15));

    assertThat(called()).isEqualTo(2);
    assertThat(life.outcomes().values())
        .containsExactlyInAnyOrder("not-confirmed", "not-confirmed", "skipped", "skipped");
    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.status() == DeviceStatus.SKIPPED)
        .allSatisfy(
            device ->
                assertThat(device.detail())
                    .startsWith("tags.site is 'paris', of which 2 may be down: device-")
                    .endsWith("has not come back"));
  }

  @Test
  void aDeviceThatWaitsNamesTheDeviceThatItWaitsFor() {
    addSites(3, Behavior.REBOOTS, "paris");
    Life life = begin(perSite(1), devices(3));

    life.pass(Duration.ofSeconds(1));

    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.status() == DeviceStatus.WAITING)
        .hasSize(2)
        .allSatisfy(
            device ->
                assertThat(device.detail())
                    .isEqualTo(
                        "tags.site is 'paris', of which 1 may be down: device-0 is being"
                            + " rebooted"));
  }

  @Test
  void aDeviceInDoubtThatIsCalledAgainIsWaitedFor() {
    addSites(3, Behavior.REBOOTS, "paris");
    leaveInDoubt("device-2");

    Life life = new Life(journal, hub, clock, 2);
    group(life, "run-2", perSite(1), devices(3));
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls())
        .containsEntry("device-0", 1)
        .containsEntry("device-1", 1)
        .containsEntry("device-2", 2);
    assertThat(hub.mostDown()).isEqualTo(1);
  }

  @Test
  void aDeviceInDoubtThatEndsBadlyAgainIsNotWaitedForAnyMore() {
    addSites(2, Behavior.REBOOTS, "paris");
    leaveInDoubt("device-1");
    hub.behave("device-1", Behavior.REJECTS);

    Life life = new Life(journal, hub, clock, 2);
    group(life, "run-2", perSite(1), devices(2));
    life.pass(Duration.ofMinutes(5));

    assertThat(statuses(life, "run-2")).containsExactly("confirmed", "rejected");
  }

  @Test
  void twoDevicesInDoubtDoNotWaitForEachOther() {
    addSites(2, Behavior.REBOOTS, "paris");
    leaveInDoubt("device-0", "device-1");

    Life life = new Life(journal, hub, clock, 2);
    group(life, "run-2", perSite(1), devices(2));
    life.pass(Duration.ofMinutes(5));

    assertThat(statuses(life, "run-2")).doesNotContain("waiting");
  }

  @Test
  void aDeviceThatMovesToAnotherSitePassesItsPlaceOn() {
    addSites(4, Behavior.REBOOTS, "paris");
    Life life = begin(perSite(1), devices(4));
    life.pass(Duration.ofSeconds(2));

    hub.tag("device-1", SITE, "lyon");
    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes().values()).containsOnly("confirmed");
  }

  @Test
  void aDeviceThatAnUnrelatedRunTakesPassesItsPlaceOn() {
    addSites(3, Behavior.REBOOTS, "paris");
    Life life = new Life(journal, hub, clock, 1);
    group(life, "run-1", perSite(1), devices(3));
    life.pass(Duration.ofSeconds(2));
    var unusedPause = life.engine.control().pause("run-1", Requester.login("ada"), "lunch");
    life.pass(Duration.ofSeconds(20));

    group(life, "run-2", GroupOptions.DEFAULT, List.of("device-1"));
    life.pass(Duration.ofSeconds(30));
    var unusedSkip =
        life.engine.control().skip("run-1", null, "device-1", Requester.login("ada"), "not today");
    var unusedResume = life.engine.control().resume("run-1", Requester.login("ada"), null);
    life.pass(Duration.ofMinutes(5));

    assertThat(statuses(life, "run-1")).containsExactly("confirmed", "skipped", "confirmed");
  }

  @Test
  void aDeviceThatWaitsForAnotherBehindItDoesNotBlockThatOne() {
    addSites(3, Behavior.REBOOTS, "paris");
    leaveInDoubt("device-1");
    hub.behave("device-2", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 2);
    group(life, "run-1", perSite(2), List.of("device-2"));
    life.pass(Duration.ofSeconds(1));

    group(life, "run-2", perSite(1), List.of("device-0", "device-1"));
    life.pass(Duration.ofMinutes(30));

    assertThat(statuses(life, "run-2")).doesNotContain("waiting");
  }

  @Test
  void aDeviceWithoutTheTagIsRelatedToNobody() {
    IntStream.range(0, 5).forEach(n -> hub.add("device-" + n, Behavior.NEVER_RETURNS));
    Life life = begin(perSite(1), devices(5));

    life.pass(Duration.ofSeconds(5));

    assertThat(called()).isEqualTo(5);
  }

  @Test
  void aSkippedDevicePassesItsPlaceOn() {
    addSites(3, Behavior.REBOOTS, "paris");
    Life life = begin(perSite(1), devices(3));
    life.pass(Duration.ofSeconds(1));

    var unused =
        life.engine.control().skip(Life.RUN, null, "device-1", Requester.login("ada"), "not today");
    life.pass(Duration.ofMinutes(2));

    assertThat(life.outcomes())
        .containsEntry("device-0", "confirmed")
        .containsEntry("device-1", "skipped")
        .containsEntry("device-2", "confirmed");
  }

  @Test
  void aDeviceThatIsDeferredPassesItsPlaceOn() {
    addSites(3, Behavior.REBOOTS, "paris");
    Life life = begin(perSite(1), devices(3));
    life.pass(Duration.ofSeconds(4));
    // The check lets the next device wait for an hour.
    while (life.routes.waitingTurns() == 0) {
      life.routes.poll(life.drive);
      life.drive.advance(Duration.ofSeconds(1));
    }
    Turn turn = life.routes.nextTurn();
    var unused =
        life.engine
            .turns()
            .checked(turn, new CheckFinding.NotNow("the line runs", Duration.ofHours(1)));
    life.engine.turns().release(turn, null);

    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes().values())
        .containsExactlyInAnyOrder("confirmed", "confirmed", "waiting");
  }

  @Test
  void aDeviceThatWaitsForOneTagDoesNotBlockDevicesWithAnother() {
    TagPath line = new TagPath("tags.line");
    // Both of paris are on the line of one that never comes back; the third shares the site alone.
    for (String device : List.of("down", "first", "second", "third")) {
      hub.add(device, device.equals("down") ? Behavior.NEVER_RETURNS : Behavior.REBOOTS);
      hub.tag(device, line, device.equals("third") ? "line-2" : "line-1");
      hub.tag(device, SITE, device.equals("down") ? "lyon" : "paris");
    }
    GroupOptions both =
        perSite(1).with(new DisruptionBudget(line, List.of(new TagDownLimit(SITE, 1))));
    Life life = begin(both, List.of("down", "first", "second", "third"));

    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes()).containsEntry("third", "confirmed");
  }

  /** Their calls are answered, and they never report a reboot. */
  private void leaveInDoubt(String... devices) {
    List.of(devices).forEach(device -> hub.behave(device, Behavior.NEVER_RETURNS));
    Life life = new Life(journal, hub, clock, 1);
    group(life, "in-doubt", perSite(devices.length), List.of(devices));
    life.pass(Duration.ofMinutes(15));
    assertThat(statuses(life, "in-doubt")).hasSize(devices.length).containsOnly("not-confirmed");
    List.of(devices).forEach(device -> hub.behave(device, Behavior.REBOOTS));
    life.close();
  }

  private static void group(Life life, String run, GroupOptions options, List<String> devices) {
    var unusedReceipt =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    run, run, new RunTrigger.CommandLine("start"), Requester.login("tester")));
    var unusedHandOver =
        life.engine
            .runs()
            .handOver(
                run,
                open -> {
                  var unused =
                      life.group(open.run(), "pumps", options, devices)
                          .thenAccept(answer -> life.engine.runs().end(open.run(), null));
                });
    life.drive.settle();
  }

  private static List<String> statuses(Life life, String run) {
    return life.engine.view().devices(run).stream().map(device -> device.status().word()).toList();
  }

  private int called() {
    return hub.calls().values().stream().mapToInt(Integer::intValue).sum();
  }

  private Life begin(GroupOptions options, List<String> devices) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(options, List.of(devices));
    return life;
  }

  private void addSites(int count, Behavior behavior, String... sites) {
    for (int n = 0; n < count; n++) {
      hub.add("device-" + n, behavior);
      hub.tag("device-" + n, SITE, sites[n % sites.length]);
    }
  }

  private static List<String> devices(int count) {
    List<String> devices = new ArrayList<>();
    IntStream.range(0, count).forEach(n -> devices.add("device-" + n));
    return devices;
  }

  private static GroupOptions perSite(int most) {
    return GroupOptions.DEFAULT
        .with(Pace.inFlight(new Limit(100, true)))
        .with(StopRule.of(new Limit(100, true), new Limit(100, true), 20))
        .with(new DisruptionBudget(null, List.of(new TagDownLimit(SITE, most))));
  }
}
