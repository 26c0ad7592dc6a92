package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepStatus;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders of people to runs under way. */
class ControlTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final GroupOptions ONE_BY_ONE =
      GroupOptions.DEFAULT.with(Pace.inFlight(new Limit(1, false)));
  private static final ApprovalOptions ANYBODY =
      new ApprovalOptions(Duration.ofHours(24), Set.of(), false);

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void pausingAPausedRunChangesNothing() {
    Life life = begin(GroupOptions.DEFAULT, List.of());

    assertThat(
            answer(life, life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch")))
        .isTrue();
    assertThat(
            answer(life, life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch")))
        .isFalse();
    assertThat(answer(life, life.engine.control().resume(Life.RUN, Requester.login("anna"), null)))
        .isTrue();
    assertThat(answer(life, life.engine.control().resume(Life.RUN, Requester.login("anna"), null)))
        .isFalse();
  }

  @Test
  void aRunThatHasEndedIsNotPausedAndSaysSo() {
    Life life = begin(GroupOptions.DEFAULT, List.of());
    var unused = life.engine.runs().end(Life.RUN, null);

    assertRefused(
        life,
        life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch"),
        "has ended: it is completed");
  }

  @Test
  void aDeviceCanBeSkippedBeforeItsCallButNotAfter() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life life = begin(ONE_BY_ONE, List.of("pump-1", "pump-2"));
    life.pass(Duration.ofSeconds(5));

    assertThat(
            answer(
                life,
                life.engine
                    .control()
                    .skip(Life.RUN, null, "pump-2", Requester.login("anna"), "in repair")))
        .isTrue();
    assertThat(
            answer(
                life,
                life.engine
                    .control()
                    .skip(Life.RUN, null, "pump-2", Requester.login("anna"), "in repair")))
        .isFalse();
    assertRefused(
        life,
        life.engine.control().skip(Life.RUN, null, "pump-1", Requester.login("anna"), "oops"),
        "is under way");
    assertRefused(
        life,
        life.engine.control().skip(Life.RUN, null, "pump-9", Requester.login("anna"), "oops"),
        "'pump-9'");

    life.pass(Duration.ofMinutes(12));
    assertThat(life.outcomes())
        .containsOnly(entry("pump-1", "not-confirmed"), entry("pump-2", "skipped"));
    assertThat(hub.calls()).containsEntry("pump-2", 0);
    assertReplayEqualsLife(life);
  }

  @Test
  void aDeviceWhoseGroupHasEndedIsRefusedWithItsOutcome() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    Life life = begin(ONE_BY_ONE, null);
    life.chain(ONE_BY_ONE, List.of(List.of("pump-1"), List.of("pump-2")));
    life.pass(Duration.ofMinutes(5));

    assertRefused(
        life,
        life.engine.control().skip(Life.RUN, null, "pump-1", Requester.login("anna"), "in repair"),
        "pump-1 is done in step group-0: confirmed");
  }

  @Test
  void aDeviceCanBeSkippedInItsTurnBeforeItsIntent() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = begin(ONE_BY_ONE, List.of("pump-1"));
    life.drive.settle();
    assertThat(life.routes.waitingTurns()).isOne();

    assertThat(
            answer(
                life,
                life.engine
                    .control()
                    .skip(Life.RUN, null, "pump-1", Requester.login("anna"), "in repair")))
        .isTrue();
    life.pass(MINUTE);

    assertThat(hub.calls()).containsEntry("pump-1", 0);
    assertThat(life.outcomes()).containsOnly(entry("pump-1", "skipped"));
  }

  @Test
  void onlyAForcedCancelDoesNotWaitForDevicesUnderWay() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life life = begin(ONE_BY_ONE, List.of("pump-1", "pump-2"));
    life.pass(Duration.ofSeconds(5));

    assertThat(
            answer(
                life,
                life.engine.control().cancel(Life.RUN, Requester.login("anna"), "fire", false)))
        .isTrue();
    life.pass(MINUTE);
    assertThat(life.answers).isEmpty();

    assertThat(
            answer(
                life,
                life.engine.control().cancel(Life.RUN, Requester.login("anna"), "fire", true)))
        .isTrue();
    life.drive.settle();
    assertThat(life.answers).extracting(StepAnswer::result).containsOnly(StepResult.CANCELLED);
    assertThat(life.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(life.outcomes())
        .as("nobody knows yet how pump-1 ends")
        .containsOnly(entry("pump-1", "awaiting"), entry("pump-2", "cancelled"));
  }

  @Test
  void devicesUnderWayAtAForcedCancelAreWatchedAndTheirOutcomesRecorded() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life life = begin(ONE_BY_ONE, List.of("pump-1", "pump-2"));
    life.drive.settle();
    life.routes.takeTurns(life.drive);
    assertThat(
            answer(
                life,
                life.engine.control().cancel(Life.RUN, Requester.login("anna"), "fire", true)))
        .isTrue();
    life.drive.settle();
    assertThat(life.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertReplayEqualsLife(life);

    life.pass(MINUTE);

    assertThat(life.outcomes())
        .containsOnly(entry("pump-1", "confirmed"), entry("pump-2", "cancelled"));
    assertThat(life.run().tally().settled()).isEqualTo(2);
    assertReplayEqualsLife(life);
    assertThat(life.drive.fleet().hub(null).groups())
        .as("nothing is kept of a run that is over")
        .isEmpty();
    theNextRunMayHave("pump-1", life);
  }

  private void theNextRunMayHave(String device, Life life) {
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "run-2",
                    "other",
                    new RunTrigger.CommandLine("start"),
                    Requester.login("anna"))),
        life.drive);
    var unused = life.group("run-2", "again", GroupOptions.DEFAULT, List.of(device));
    life.pass(MINUTE);
    assertThat(hub.calls()).containsEntry(device, 2);
  }

  @Test
  void aForcedCancelSurvivesACrash() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    Life first = begin(ONE_BY_ONE, List.of("pump-1"));
    first.pass(Duration.ofSeconds(5));
    answer(first, first.engine.control().cancel(Life.RUN, Requester.login("anna"), "fire", true));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    second.chain(ONE_BY_ONE, List.of(List.of("pump-1")));
    second.pass(Duration.ofMinutes(12));

    assertThat(second.outcomes()).containsOnly(entry("pump-1", "not-confirmed"));
    assertThat(second.run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(hub.calls()).containsEntry("pump-1", 1);
    assertReplayEqualsLife(second);
  }

  @Test
  void aFleetWideStopSurvivesRestartsUntilItIsLifted() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life first = begin(ONE_BY_ONE, List.of("pump-1", "pump-2"));
    first.drive.settle();
    first.routes.takeTurns(first.drive);
    assertThat(
            answer(first, first.engine.control().stopFleet(null, Requester.login("anna"), "fire")))
        .isTrue();
    assertThat(
            answer(first, first.engine.control().stopFleet(null, Requester.login("bob"), "smoke")))
        .isFalse();
    first.pass(MINUTE);
    assertThat(first.outcomes())
        .as("polling continues, calls do not")
        .containsOnly(entry("pump-1", "confirmed"), entry("pump-2", "waiting"));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    assertThat(second.engine.view().stops())
        .extracting(StopView::hub, StopView::by, StopView::reason)
        .containsExactly(tuple("local", Requester.login("anna"), "fire"));
    second.chain(ONE_BY_ONE, List.of(List.of("pump-1", "pump-2")));
    second.pass(MINUTE);
    assertThat(hub.calls()).containsEntry("pump-2", 0);
    assertReplayEqualsLife(second);

    assertThat(answer(second, second.engine.control().liftStop(null, Requester.login("bob"), null)))
        .isTrue();
    second.pass(MINUTE);
    assertThat(second.engine.view().stops()).isEmpty();
    assertThat(second.outcomes()).containsEntry("pump-2", "confirmed");
    assertReplayEqualsLife(second);
  }

  @Test
  void aTurnUnderWayAtAFleetWideStopLeadsToNoCall() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = begin(ONE_BY_ONE, List.of("pump-1"));
    life.drive.settle();
    assertThat(life.routes.waitingTurns()).isOne();

    answer(life, life.engine.control().stopFleet(null, Requester.login("anna"), "fire"));
    life.pass(MINUTE);

    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  @Test
  void aChainWaitsForApprovalAcrossRestartsAndContinues() {
    Life first = begin(GroupOptions.DEFAULT, null);
    var unused = first.engine.steps().approval(Life.RUN, "go", ANYBODY);
    first.drive.settle();
    assertThat(first.run().steps().get(0).status()).isEqualTo(StepStatus.WAITING);
    first.close();
    clock.advanceTo(NOON.plus(Duration.ofHours(20)));

    Life second = new Life(journal, hub, clock, 2);
    List<StepAnswer> answers = new ArrayList<>();
    var unusedToo =
        second.engine.steps().approval(Life.RUN, "go", ANYBODY).thenAccept(answers::add);
    second.drive.settle();
    assertThat(second.run().status())
        .as("to wait for a person is no standstill")
        .isEqualTo(RunStatus.RUNNING);
    assertThat(answers).isEmpty();

    assertThat(
            answer(
                second,
                second
                    .engine
                    .control()
                    .approve(Life.RUN, "go", Requester.login("bob"), "well done")))
        .isTrue();
    second.drive.settle();
    assertThat(answers)
        .extracting(StepAnswer::result, StepAnswer::reason)
        .containsExactly(tuple(StepResult.SUCCEEDED, "approved by bob (login): well done"));
    assertThat(
            answer(
                second,
                second.engine.control().approve(Life.RUN, "go", Requester.login("bob"), null)))
        .isFalse();
    assertReplayEqualsLife(second);
    second.close();

    Life third = new Life(journal, hub, clock, 3);
    assertThat(answerOfStep(third).replayed()).isTrue();
  }

  private StepAnswer answerOfStep(Life life) {
    List<StepAnswer> answers = new ArrayList<>();
    var unused = life.engine.steps().approval(Life.RUN, "go", ANYBODY).thenAccept(answers::add);
    life.drive.settle();
    return answers.get(0);
  }

  @Test
  void aStepFailsIfNobodyApprovesInTime() {
    Life life = begin(GroupOptions.DEFAULT, null);
    List<StepAnswer> answers = new ArrayList<>();
    var unused = life.engine.steps().approval(Life.RUN, "go", ANYBODY).thenAccept(answers::add);
    life.drive.settle();
    life.drive.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(answers).isEmpty();

    life.drive.advance(Duration.ofMillis(1));

    assertThat(answers)
        .extracting(StepAnswer::result, StepAnswer::reason)
        .containsExactly(tuple(StepResult.FAILED, "nobody approved it in time"));
    assertRefused(
        life,
        life.engine.control().approve(Life.RUN, "go", Requester.login("bob"), null),
        "no longer waits");
  }

  @Test
  void withFourEyesThePersonWhoStartedTheRunMayNotApprove() {
    Life life = begin(GroupOptions.DEFAULT, null);
    var unused =
        life.engine.steps().approval(Life.RUN, "go", new ApprovalOptions(MINUTE, Set.of(), true));
    life.drive.settle();

    assertRefused(
        life,
        life.engine.control().approve(Life.RUN, "go", Requester.login("tester"), null),
        "four eyes");
    assertThat(
            answer(
                life, life.engine.control().approve(Life.RUN, "go", Requester.login("bob"), null)))
        .isTrue();
  }

  @Test
  void aCancelledRunDoesNotWaitForApproval() {
    Life life = begin(GroupOptions.DEFAULT, null);
    List<StepAnswer> answers = new ArrayList<>();
    var unused = life.engine.steps().approval(Life.RUN, "go", ANYBODY).thenAccept(answers::add);
    answer(life, life.engine.control().cancel(Life.RUN, Requester.login("anna"), "fire", false));
    life.drive.settle();

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.CANCELLED);
  }

  @Test
  void aRetryCallsOnlyItsDevicesThatHaveNotRebootedMeanwhile() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    hub.add("pump-3", Behavior.NEVER_RETURNS);
    Life life = begin(GroupOptions.DEFAULT, List.of("pump-1", "pump-2", "pump-3"));
    life.pass(Duration.ofMinutes(12));
    assertThat(life.outcomes())
        .contains(entry("pump-2", "not-confirmed"), entry("pump-3", "not-confirmed"));
    hub.reboot("pump-2");
    life.pass(Duration.ofSeconds(2));

    Retry retry = new Retry(Life.RUN, NOON, Set.of(Target.of("pump-2"), Target.of("pump-3")));
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                        "again",
                        "other",
                        new RunTrigger.RetryOf(retry.run()),
                        Requester.login("anna"))
                    .withRetry(retry)),
        life.drive);
    var unused =
        life.group("again", "g", GroupOptions.DEFAULT, List.of("pump-1", "pump-2", "pump-3"));
    var empty = life.group("again", "h", GroupOptions.DEFAULT, List.of("pump-1"));
    life.pass(Duration.ofMinutes(1));

    assertThat(hub.calls())
        .containsEntry("pump-1", 1)
        .containsEntry("pump-2", 1)
        .containsEntry("pump-3", 2);
    assertThat(life.engine.view().devices("again"))
        .extracting(DeviceView::device, DeviceView::status)
        .contains(tuple("pump-2", DeviceStatus.SKIPPED));
    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.device().equals("pump-2"))
        .extracting(DeviceView::detail)
        .first()
        .asString()
        .startsWith("confirmed late");
    assertThat(empty.toCompletableFuture().join().result()).isEqualTo(StepResult.SUCCEEDED);
    assertReplayEqualsLife(life);
  }

  @Test
  void aRetryDoesNotCallADeviceThatWasConfirmedLate() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    Life life = begin(GroupOptions.DEFAULT, List.of("pump-1"));
    life.pass(Duration.ofMinutes(12));
    hub.reboot("pump-1");
    life.pass(Duration.ofHours(2));
    assertThat(life.engine.view().devices(Life.RUN).get(0).detail()).startsWith("confirmed late");

    Retry retry = new Retry(Life.RUN, NOON, Set.of(new Target("local", "pump-1")));
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                        "again",
                        "other",
                        new RunTrigger.RetryOf(retry.run()),
                        Requester.login("anna"))
                    .withRetry(retry)),
        life.drive);
    var unused = life.group("again", "g", GroupOptions.DEFAULT, List.of("pump-1"));
    life.pass(MINUTE);

    assertThat(hub.calls()).containsEntry("pump-1", 1);
  }

  /** Begins a run with a chain of one group, or an empty chain if {@code devices} is null. */
  private Life begin(GroupOptions options, @Nullable List<String> devices) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    if (devices != null && !devices.isEmpty()) {
      life.chain(options, List.of(devices));
    }
    return life;
  }

  private static boolean answer(Life life, CompletionStage<Boolean> stage) {
    return FakeRoutes.answerOf(stage, life.drive);
  }

  private static void assertRefused(Life life, CompletionStage<Boolean> stage, String why) {
    life.drive.settle();
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .hasCauseInstanceOf(ControlRefused.class)
        .hasMessageContaining(why);
  }

  private void assertReplayEqualsLife(Life life) {
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }
}
