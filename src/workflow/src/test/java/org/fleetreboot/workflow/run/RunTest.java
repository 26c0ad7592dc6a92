package org.fleetreboot.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.run.RunSpecification.given;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Tally TALLY = new Tally(Map.of(Outcome.CONFIRMED, 3));
  private static final RunTrigger CRON = new RunTrigger.Schedule("nightly", NOON);
  private static final RunTrigger BY_HAND = new RunTrigger.CommandLine("start", "nightly");
  private static final RunEvent ACCEPTED = accepted("quartz", CRON, 0);
  private static final RunEvent CANARY =
      RunEvent.StepStarted.ofGroup("canary", NOON, List.of("north"));
  private static final RunEvent CANARY_DONE =
      new RunEvent.StepSettled("canary", noonPlus(60), StepResult.SUCCEEDED, TALLY, null);
  private static final RunCommand SETTLE_CANARY =
      new RunCommand.SettleStep("canary", noonPlus(60), StepResult.SUCCEEDED, TALLY, null);
  private static final RunCommand PAUSE =
      new RunCommand.Pause(NOON, NOON, PauseKind.ORDERED, Requester.login("ada"), "lunch");
  private static final RunEvent PAUSED =
      new RunEvent.RunPaused(NOON, NOON, PauseKind.ORDERED, Requester.login("ada"), "lunch");
  private static final RunCommand RESUME =
      new RunCommand.Resume(NOON, Requester.login("ada"), null);
  private static final RunEvent RESUMED =
      new RunEvent.RunResumed(NOON, Requester.login("ada"), null);
  private static final RunCommand CANCEL =
      new RunCommand.Cancel(NOON, Requester.login("ada"), "wrong night", false);
  private static final RunEvent CANCELLED =
      new RunEvent.RunCancelled(NOON, Requester.login("ada"), "wrong night", false);

  // Its beginning

  @Test
  void isAcceptedWithItsTriggerAndMessage() {
    RunState state = given().when(accept("quartz", CRON)).then(ACCEPTED).state();
    assertThat(state.isOpen()).isTrue();
    assertThat(state.accepted()).isEqualTo(ACCEPTED);
  }

  @Test
  void isSentItsDevicesInReadableParts() {
    List<String> devices = IntStream.range(0, 2_001).mapToObj(i -> "pump," + i).toList();

    given()
        .when(accept("ada", BY_HAND, devices.toArray(String[]::new)))
        .then(
            accepted("ada", BY_HAND, 2_001),
            new RunEvent.TargetsListed(NOON, "north", devices.subList(0, 1_000)),
            new RunEvent.TargetsListed(NOON, "north", devices.subList(1_000, 2_000)),
            new RunEvent.TargetsListed(NOON, "north", devices.subList(2_000, 2_001)));
  }

  @Test
  void theSameIdIsTheSameRunWhateverComesWithIt() {
    given(ACCEPTED).when(accept("quartz", CRON)).thenNothing();
    given(ACCEPTED).when(accept("ada", BY_HAND)).thenNothing();
    given(ACCEPTED, end(RunOutcome.COMPLETED, null)).when(accept("quartz", CRON)).thenNothing();
  }

  @Test
  void nothingHappensToARunThatIsNotAccepted() {
    given().when(start("canary")).thenNothing();
    given().when(SETTLE_CANARY).thenNothing();
    given().when(PAUSE).thenNothing();
    given().when(RESUME).thenNothing();
    given().when(CANCEL).thenNothing();
    given().when(new RunCommand.End(NOON, null)).thenNothing();
    assertThat(given().state().isOpen()).isFalse();
  }

  // Its steps

  @Test
  void aStepStartsOnce() {
    given(ACCEPTED).when(start("canary")).then(CANARY).when(start("canary")).thenNothing();
    given(ACCEPTED, CANARY, CANARY_DONE).when(start("canary")).thenNothing();
  }

  @Test
  void aSoakKeepsTheEndItWasFirstGiven() {
    RunEvent started = soak(noonPlus(600));
    given(ACCEPTED)
        .when(new RunCommand.StartStep("settle", NOON, StepKind.SOAK, noonPlus(600), null))
        .then(started)
        .when(new RunCommand.StartStep("settle", noonPlus(9), StepKind.SOAK, noonPlus(609), null))
        .thenNothing();
  }

  @Test
  void stepsAreKnownInTheOrderOfTheirStart() {
    RunEvent settle = soak(noonPlus(600));
    RunState state = given(ACCEPTED, settle, CANARY, CANARY_DONE).state();
    assertThat(state.steps().keySet()).containsExactly("settle", "canary");
    assertThat(state.steps().get("settle"))
        .isEqualTo(new RunState.Step((RunEvent.StepStarted) settle, null, null, null));
    assertThat(state.steps().get("canary"))
        .isEqualTo(
            new RunState.Step(
                (RunEvent.StepStarted) CANARY, null, null, (RunEvent.StepSettled) CANARY_DONE));
  }

  @Test
  void aStepRecordsARepeatedDeferralOnce() {
    RunCommand theLineRuns = new RunCommand.DeferStep("canary", NOON, "the line runs");
    RunEvent deferral = new RunEvent.StepDeferred("canary", NOON, "the line runs");
    given(ACCEPTED, CANARY).when(theLineRuns).then(deferral).when(theLineRuns).thenNothing();
    given(ACCEPTED, CANARY, deferral)
        .when(new RunCommand.DeferStep("canary", noonPlus(59), "the tank is full"))
        .thenNothing();
    given(ACCEPTED, CANARY, deferral)
        .when(new RunCommand.DeferStep("canary", noonPlus(60), "the tank is full"))
        .then(new RunEvent.StepDeferred("canary", noonPlus(60), "the tank is full"));
    given(ACCEPTED, CANARY, CANARY_DONE).when(theLineRuns).thenNothing();
    given(ACCEPTED).when(theLineRuns).thenNothing();
  }

  @Test
  void aStepIsAnsweredOnce() {
    given(ACCEPTED, CANARY).when(SETTLE_CANARY).then(CANARY_DONE).when(SETTLE_CANARY).thenNothing();
  }

  @Test
  void aStepThatNeverStartedIsNotAnswered() {
    given(ACCEPTED).when(SETTLE_CANARY).thenNothing();
  }

  @Test
  void aStepThatTheChainDidNotWaitForIsAnsweredAfterItsEnd() {
    RunState state =
        given(ACCEPTED, CANARY, end(RunOutcome.FAILED, "broker gone"))
            .when(SETTLE_CANARY)
            .then(CANARY_DONE)
            .state();
    assertThat(state.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(state.reason()).isEqualTo("broker gone");
  }

  @Test
  void anAnswerToAStepThatNeverStartedIsRejected() {
    assertThatThrownBy(() -> given(ACCEPTED, CANARY_DONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("settles a step that never started");
  }

  // Pause, resume, cancel

  @Test
  void isPausedOnceAndResumedOnce() {
    RunSpecification paused = given(ACCEPTED).when(PAUSE).then(PAUSED);
    assertThat(paused.state().paused()).isTrue();
    assertThat(paused.state().reason()).isEqualTo("lunch");
    paused.when(PAUSE).thenNothing();

    RunSpecification resumed = paused.when(RESUME).then(RESUMED);
    assertThat(resumed.state()).isEqualTo(given(ACCEPTED).state());
    resumed.when(RESUME).thenNothing();
  }

  @Test
  void aPausedRunStillAnswersItsSteps() {
    given(ACCEPTED, CANARY, PAUSED).when(SETTLE_CANARY).then(CANARY_DONE);
  }

  @Test
  void isCancelledOnce() {
    RunSpecification cancelled = given(ACCEPTED, PAUSED).when(CANCEL).then(CANCELLED);
    assertThat(cancelled.state().cancelled()).isTrue();
    assertThat(cancelled.state().paused()).isFalse();
    assertThat(cancelled.state().isOpen()).isTrue();
    cancelled.when(CANCEL).thenNothing();
    cancelled.when(PAUSE).thenNothing();
    cancelled.when(RESUME).thenNothing();
  }

  @Test
  void stepsNotReachedNeverStartOnceItIsCancelled() {
    given(ACCEPTED, CANCELLED).when(start("gateways")).thenNothing();
  }

  @Test
  void aCancelledRunStillAnswersItsSteps() {
    given(ACCEPTED, CANARY, CANCELLED).when(SETTLE_CANARY).then(CANARY_DONE);
  }

  // Its end

  @Test
  void completesWhenItsChainDoes() {
    RunState state =
        given(ACCEPTED, CANARY, CANARY_DONE)
            .when(new RunCommand.End(noonPlus(99), null))
            .then(end(RunOutcome.COMPLETED, null))
            .state();
    assertThat(state.isOpen()).isFalse();
    assertThat(state.outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(state.steps()).containsKey("canary");
  }

  @Test
  void failsWithTheErrorOfItsChain() {
    given(ACCEPTED)
        .when(new RunCommand.End(noonPlus(99), "group canary failed"))
        .then(end(RunOutcome.FAILED, "group canary failed"));
  }

  @Test
  void aRunIsSkippedOnce() {
    RunCommand skip = new RunCommand.Skip(noonPlus(99), "missed");
    given(ACCEPTED).when(skip).then(end(RunOutcome.SKIPPED, "missed"));
    given(ACCEPTED, end(RunOutcome.COMPLETED, null)).when(skip).thenNothing();
  }

  @Test
  void aCancelledRunEndsCancelledHoweverItsChainDoes() {
    given(ACCEPTED, CANCELLED)
        .when(new RunCommand.End(noonPlus(99), null))
        .then(end(RunOutcome.CANCELLED, "wrong night"));
    given(ACCEPTED, CANCELLED)
        .when(new RunCommand.End(noonPlus(99), "group canary was cancelled"))
        .then(end(RunOutcome.CANCELLED, "wrong night"));
  }

  @Test
  void aPausedRunThatEndsIsNoLongerPaused() {
    RunState state = given(ACCEPTED, PAUSED, end(RunOutcome.FAILED, "broker gone")).state();
    assertThat(state.paused()).isFalse();
    assertThat(state.reason()).isEqualTo("broker gone");
  }

  @Test
  void endsOnce() {
    RunSpecification ended = given(ACCEPTED, end(RunOutcome.COMPLETED, null));
    ended.when(new RunCommand.End(noonPlus(100), "too late")).thenNothing();
    ended.when(start("gateways")).thenNothing();
    ended.when(PAUSE).thenNothing();
    ended.when(RESUME).thenNothing();
    ended.when(CANCEL).thenNothing();
  }

  private static RunCommand accept(String by, RunTrigger trigger, String... targets) {
    return new RunCommand.Accept(
        "nightly-1",
        "nightly",
        List.of("north"),
        NOON,
        trigger,
        Requester.login(by),
        Stream.of(targets).map(device -> new Target("north", device)).toList(),
        Map.of("maxInFlight", "5"),
        new RunMessage("{}", Map.of("source", "test")),
        "44136fa3",
        null);
  }

  private static RunEvent accepted(String by, RunTrigger trigger, int targets) {
    return new RunEvent.RunAccepted(
        "nightly-1",
        "nightly",
        List.of("north"),
        NOON,
        trigger,
        Requester.login(by),
        targets,
        Map.of("maxInFlight", "5"),
        new RunMessage("{}", Map.of("source", "test")),
        "44136fa3",
        null);
  }

  private static RunCommand start(String step) {
    return RunCommand.StartStep.ofGroup(step, NOON, List.of("north"));
  }

  private static RunEvent soak(Instant until) {
    return new RunEvent.StepStarted("settle", NOON, StepKind.SOAK, until, null);
  }

  private static RunEvent end(RunOutcome outcome, @Nullable String reason) {
    return new RunEvent.RunSettled(noonPlus(99), outcome, reason);
  }
}
