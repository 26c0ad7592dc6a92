package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepStatus;
import org.junit.jupiter.api.Test;

/** The program dies at every boundary there is, and is started again each time. */
class CrashTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<List<String>> GROUPS =
      List.of(List.of("canary-1", "canary-2"), List.of("pump-1", "pump-2", "pump-3", "pump-4"));
  private static final GroupOptions OPTIONS =
      GroupOptions.DEFAULT
          .with(Pace.inFlight(new Limit(2, false)))
          .with(
              PollOptions.DEFAULT
                  .with()
                  .firstPoll(Duration.ofSeconds(2))
                  .pollEvery(Duration.ofSeconds(5))
                  .build())
          .with(StopRule.of(new Limit(100, true), new Limit(100, true), 20));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final CuttingJournal journal = new CuttingJournal(new InMemoryJournal(clock));

  @Test
  void aCrashAtAnyAppendLosesNoDeviceAndCallsNoneTwice() {
    int cuts = 0;
    for (boolean after : new boolean[] {false, true}) {
      for (int n = 1; ; n++) {
        CrashTest fresh = new CrashTest();
        if (!fresh.livesThroughCutAt(n, after)) {
          break;
        }
        cuts++;
      }
    }
    // Fewer boundaries than events of one kind would mean that the cuts never happened.
    assertThat(cuts).isGreaterThan(40);
  }

  @Test
  void aCrashAfterAnySendCallsNoDeviceAgain() {
    for (int n = 1; n <= 6; n++) {
      CrashTest fresh = new CrashTest();
      assertThat(fresh.livesThroughDeathAfterSend(n)).isTrue();
    }
  }

  @Test
  void aRunThatCrashedInACallIsPausedAfterALongTime() {
    addDevices();
    assertThatThrownBy(() -> live(1, 1)).isInstanceOf(CuttingJournal.Cut.class);

    clock.advance(Duration.ofHours(2));
    Life second = new Life(journal, hub, clock, 2);
    second.chain(OPTIONS, GROUPS);
    second.pass(Duration.ofMinutes(12));

    assertThat(second.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
  }

  @Test
  void noRunKnowsTheEndOfAGroupThatTheGroupDoesNotKnow() {
    int cuts = 0;
    for (int n = 1; new CrashTest().endsTwoRunsInOneStepAndDiesAt(n); n++) {
      cuts++;
    }
    assertThat(cuts).isGreaterThan(2);
  }

  /** One step begins a run, then hears of the last device of another. Returns whether it died. */
  private boolean endsTwoRunsInOneStepAndDiesAt(int n) {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(OPTIONS, List.of(List.of("pump-1")));
    do {
      life.drive.settle();
    } while (life.routes.takeTurns(life.drive));
    life.drive.advance(Duration.ofSeconds(10));
    var polls = life.engine.polls().due();
    life.drive.step();
    Poll poll = polls.toCompletableFuture().join().get(0);

    journal.cutAt(n, false);
    RunTrigger trigger = new RunTrigger.CommandLine("start");
    var unusedRun =
        life.engine
            .runs()
            .accept(new RunRequest("run-2", "other", trigger, Requester.login("tester")));
    var unusedPoll = life.engine.polls().observe(poll, hub.read("pump-1"));
    boolean died = false;
    try {
      life.drive.step();
    } catch (CuttingJournal.Cut cut) {
      died = true;
    }
    journal.cutAt(Integer.MAX_VALUE, false);

    boolean isStepSettled = isRecorded(StreamId.run(Life.RUN), "run.step-settled.v1");
    boolean isGroupSettled =
        isRecorded(StreamId.group("local", Life.RUN, "group-0"), "group.settled.v1");
    assertThat(isGroupSettled || !isStepSettled).as("cut at " + n).isTrue();
    Replay.assertSnapshotsAgree(journal);
    return died;
  }

  private boolean isRecorded(StreamId stream, String type) {
    return journal.read(stream).stream().anyMatch(event -> event.type().equals(type));
  }

  @Test
  void aCrashDuringACancelStillCancelsTheRun() {
    Life first = underWayWithOneWaiting();

    // The run's event is durable, the group's is not: they lie in two partitions.
    journal.cutAt(2, false);
    var unused =
        first.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    assertThatThrownBy(first.drive::settle).isInstanceOf(CuttingJournal.Cut.class);
    journal.cutAt(Integer.MAX_VALUE, false);

    Life second = new Life(journal, hub, clock, 2);
    second.chain(OPTIONS, List.of(List.of("pump-1", "pump-2", "pump-3")));
    second.pass(Duration.ofMinutes(12));
    assertThat(second.outcomes()).containsEntry("pump-3", "cancelled");
    assertThat(second.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(hub.calls()).containsEntry("pump-3", 0);
  }

  @Test
  void aCrashAtTheEndOfAChainStillEndsItsOpenGroup() {
    Life first = underWayWithOneWaiting();

    journal.cutAt(2, false);
    var unused = first.engine.runs().end(Life.RUN, "another branch failed");
    assertThatThrownBy(first.drive::settle).isInstanceOf(CuttingJournal.Cut.class);
    journal.cutAt(Integer.MAX_VALUE, false);

    Life second = new Life(journal, hub, clock, 2);
    second.pass(Duration.ofMinutes(12));
    assertThat(second.outcomes()).containsEntry("pump-3", "cancelled");
    assertThat(second.run().steps())
        .extracting(StepView::status)
        .containsExactly(StepStatus.CANCELLED);
  }

  @Test
  void aGroupCanBeCancelledAfterACrashDuringItsStart() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    journal.cutAt(2, false);
    assertThatThrownBy(() -> first.chain(OPTIONS, List.of(List.of("pump-1"))))
        .isInstanceOf(CuttingJournal.Cut.class);
    journal.cutAt(Integer.MAX_VALUE, false);

    Life second = new Life(journal, hub, clock, 2);
    var unused =
        second.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    second.chain(OPTIONS, List.of(List.of("pump-1")));
    second.pass(Duration.ofSeconds(5));

    assertThat(second.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  @Test
  void aStartCancelsTheGroupOfARunWhoseOwnPartitionKnowsTheEndAlready() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    TargetSource unfinished =
        collector ->
            collector.add(List.of("pump-1")).thenCompose(added -> new CompletableFuture<>());
    var unusedGroup =
        first
            .engine
            .steps()
            .group(
                Life.RUN, "group-0", OPTIONS, null, List.of(HubTargets.of("a query", unfinished)));
    first.drive.settle();

    // The cancel ends the group and its step at once, and only the run's partition gets it.
    journal.cutAt(2, false);
    var unused =
        first.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    assertThatThrownBy(first.drive::settle).isInstanceOf(CuttingJournal.Cut.class);
    journal.cutAt(Integer.MAX_VALUE, false);

    Life second = new Life(journal, hub, clock, 2);
    assertThat(second.outcomes())
        .as("before any command has come")
        .containsOnly(entry("pump-1", "cancelled"));

    second.chain(OPTIONS, List.of(List.of("pump-1")));
    assertThat(second.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(second.drive.fleet().hub(null).groups()).as("what an open run needs").isEmpty();
  }

  private Life underWayWithOneWaiting() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    hub.add("pump-3", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(OPTIONS, List.of(List.of("pump-1", "pump-2", "pump-3")));
    life.pass(Duration.ofSeconds(5));
    return life;
  }

  private boolean livesThroughCutAt(int n, boolean after) {
    addDevices();
    journal.cutAt(n, after);
    boolean died = false;
    try {
      live(1, 0);
    } catch (CuttingJournal.Cut cut) {
      died = true;
    }
    journal.cutAt(Integer.MAX_VALUE, false);
    checkSecondLife("cut " + (after ? "after" : "before") + " append " + n);
    return died;
  }

  private boolean livesThroughDeathAfterSend(int n) {
    addDevices();
    boolean died = false;
    try {
      live(1, n);
    } catch (CuttingJournal.Cut cut) {
      died = true;
    }
    checkSecondLife("death after send " + n);
    return died;
  }

  private void addDevices() {
    hub.add("canary-1", Behavior.REBOOTS);
    hub.add("canary-2", Behavior.LOSES_THE_ANSWER);
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    hub.add("pump-3", Behavior.REJECTS);
    hub.add("pump-4", Behavior.OFFLINE);
  }

  private Life live(long seed, int dieAfterSend) {
    Life life = new Life(journal, hub, clock, seed);
    life.routes.dieAfterSend = dieAfterSend;
    life.accept();
    life.chain(OPTIONS, GROUPS);
    life.pass(Duration.ofMinutes(25));
    return life;
  }

  private void checkSecondLife(String what) {
    Replay.assertSnapshotsAgree(journal);
    Life life = live(2, 0);
    assertThat(hub.calls().values()).as(what + ": calls " + hub.calls()).allMatch(c -> c <= 1);
    Map<String, String> outcomes = life.outcomes();
    assertThat(outcomes.keySet()).as(what).hasSize(6);
    assertThat(outcomes.get("pump-4")).as(what + " " + outcomes).isIn("offline", "unknown");
    assertThat(outcomes.values())
        .as(what + " " + outcomes)
        .isSubsetOf("confirmed", "not-confirmed", "rejected", "offline", "unknown");
    assertThat(life.run().status()).as(what).isEqualTo(RunStatus.COMPLETED);
    assertThat(Replay.of(journal)).as(what).isEqualTo(Replay.states(life.drive.fleet(), journal));
    Replay.assertSnapshotsAgree(journal);
  }
}
