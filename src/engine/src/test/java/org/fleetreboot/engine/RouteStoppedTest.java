package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepStatus;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route of a chain stops, and may start again, while the program runs. */
class RouteStoppedTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String AWAY =
      "the route from reboot-run:nightly, or one that it calls, has stopped. Start it again as it"
          + " was, and resume the run.";

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Life life = new Life(journal, hub, clock, 1);
  private final List<OpenRun> passes = new ArrayList<>();
  private final List<StepAnswer> answers = new ArrayList<>();
  private @Nullable AutoCloseable route;
  private int stops;

  @BeforeEach
  void aRunIsAccepted() {
    for (String pump : List.of("pump-1", "pump-2", "pump-3")) {
      hub.add(pump, Behavior.REBOOTS);
    }
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                        Life.RUN,
                        Life.CHAIN,
                        new RunTrigger.CommandLine("start"),
                        Requester.login("tester"))
                    .withTargets(Stream.of("pump-1", "pump-2", "pump-3").map(Target::of).toList())),
        life.drive);
  }

  @Test
  void aGroupCallsNoDeviceUntilItsChainReachesItAgain() throws Exception {
    start(this::pumpsOneByOne);
    life.pass(Duration.ofSeconds(2));

    stop();
    life.pass(Duration.ofSeconds(40));
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1, "pump-2", 0, "pump-3", 0));
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");

    start(this::pumpsOneByOne);
    life.pass(Duration.ofMinutes(2));
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1, "pump-2", 1, "pump-3", 1));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void theNextRouteGetsTheSameDevicesAndTheRunCountsAsResumed() throws Exception {
    start(this::pumpsOneByOne);
    stop();
    start(this::pumpsOneByOne);

    assertThat(passes).extracting(OpenRun::targets).containsOnly(passes.get(0).targets());
    assertThat(passes.get(0).targets()).hasSize(3);
    assertThat(passes).extracting(OpenRun::resumed).containsExactly(false, true);
  }

  @Test
  void aSourceThatFailsForTheStoppedRouteFailsNoGroup() throws Exception {
    CompletableFuture<Void> query = new CompletableFuture<>();
    start(run -> group(run, collector -> query));

    stop();
    query.completeExceptionally(new IllegalStateException("the endpoint is stopped"));
    life.drive.settle();
    assertThat(step().status()).isEqualTo(StepStatus.COLLECTING);

    start(this::pumpsOneByOne);
    life.pass(Duration.ofMinutes(2));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aSoakCountsFromItsFirstStart() throws Exception {
    start(this::soak);
    life.pass(Duration.ofSeconds(40));

    stop();
    life.pass(Duration.ofSeconds(10));
    start(this::soak);
    life.pass(Duration.ofSeconds(9));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);

    life.pass(Duration.ofSeconds(3));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void anApprovalWhileTheRouteIsStoppedCounts() throws Exception {
    start(this::approval);
    stop();
    var unused = life.engine.control().approve(Life.RUN, "approval", Requester.login("anna"), null);
    life.drive.settle();

    start(this::approval);

    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void onlyTheNextRouteAsksTheCheckAndReceivesItsAnswer() throws Exception {
    List<CompletableFuture<CheckFinding>> asked = new ArrayList<>();
    Function<OpenRun, CompletionStage<StepAnswer>> check =
        run ->
            life.engine
                .steps()
                .check(
                    run.run(),
                    "check",
                    HOUR,
                    () -> {
                      asked.add(new CompletableFuture<>());
                      return asked.get(asked.size() - 1);
                    });
    start(check);

    stop();
    asked.get(0).complete(new CheckFinding.Veto("its endpoint is stopped"));
    life.drive.settle();
    assertThat(step().status()).isEqualTo(StepStatus.RUNNING);

    start(check);
    assertThat(asked).hasSize(2);
    asked.get(1).complete(new CheckFinding.Go());
    life.drive.settle();
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void afterNotNowTheCheckIsNotAskedAgainForTheStoppedRoute() throws Exception {
    List<Instant> asked = new ArrayList<>();
    start(
        run ->
            life.engine
                .steps()
                .check(
                    run.run(),
                    "check",
                    HOUR,
                    () -> {
                      asked.add(clock.instant());
                      return CompletableFuture.completedFuture(
                          new CheckFinding.NotNow("later", Duration.ofSeconds(20)));
                    }));
    assertThat(asked).hasSize(1);

    stop();
    life.drive.advance(Duration.ofSeconds(50));

    assertThat(asked).hasSize(1);
  }

  @Test
  void aPausedRunStaysPausedUntilItIsResumed() throws Exception {
    start(this::pumpsOneByOne);
    var unused = life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch");
    life.drive.settle();

    stop();
    start(this::pumpsOneByOne);
    life.pass(Duration.ofMinutes(2));
    assertThat(life.run().reason()).isEqualTo("lunch");
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 0, "pump-2", 0, "pump-3", 0));

    var unusedToo = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.pass(Duration.ofMinutes(2));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aRunWithoutARouteIsPausedUntilTheRouteIsBackAndAPersonResumesIt() throws Exception {
    start(this::soak);
    stop();
    life.drive.advance(Duration.ofSeconds(61));
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason()).isEqualTo(AWAY);

    resume();
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);
    life.drive.advance(Duration.ofSeconds(11));
    assertThat(life.run().reason()).isEqualTo(AWAY);

    start(this::soak);
    resume();
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void resumingARunWhoseRouteWasAwayDoesNotAcceptAnotherOrder() throws Exception {
    start(this::pumpsOneByOne);
    stop();
    life.drive.advance(Duration.ofSeconds(61));
    start(this::soak);
    life.drive.advance(Duration.ofSeconds(11));

    resume();
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason())
        .startsWith("the chain has changed: the chain came to step soak before its started group.");
    assertThat(life.run().steps()).extracting(StepView::step).containsExactly("group");

    resume();
    assertThat(life.run().steps()).extracting(StepView::step).containsExactly("group", "soak");
  }

  @Test
  void resumingAPausedRunWithoutARoutePausesItAgainWithThatReason() throws Exception {
    start(this::soak);
    var unused = life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch");
    life.drive.settle();
    stop();
    life.drive.advance(Duration.ofSeconds(61));
    assertThat(life.run().reason()).isEqualTo("lunch");

    resume();
    life.drive.advance(Duration.ofSeconds(11));
    assertThat(life.run().reason()).isEqualTo(AWAY);
  }

  @Test
  void aRunThatIsAcceptedWhileTheRouteIsAwayIsPausedToo() throws Exception {
    start(this::soak);
    stop();
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "run-2",
                    Life.CHAIN,
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester"))),
        life.drive);

    life.drive.advance(Duration.ofSeconds(61));

    assertThat(Objects.requireNonNull(life.engine.view().run("run-2")).status())
        .isEqualTo(RunStatus.PAUSED);
  }

  @Test
  void aProgramThatEndsPausesNoRunForAStoppedRoute() throws Exception {
    start(this::soak);
    var drained = new Thread(() -> life.engine.drain(HOUR));
    drained.start();
    while (drained.isAlive()) {
      life.drive.step();
    }

    stop();
    life.drive.advance(HOUR);

    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void aRouteThatComesBackWithAnotherOrderPausesTheRun() throws Exception {
    start(this::pumpsOneByOne);
    stop();
    start(this::soak);
    life.drive.advance(Duration.ofSeconds(11));

    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason())
        .startsWith("the chain has changed: the chain came to step soak before its started group.");
  }

  @Test
  void aHeldStepOfTheStoppedRouteDoesNotPauseTheNextPass() throws Exception {
    start(this::pumpsOneByOne);
    stop();
    start(this::soak);
    life.drive.advance(Duration.ofSeconds(9));
    stop();
    start(run -> new CompletableFuture<>());
    life.drive.advance(Duration.ofSeconds(2));

    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void stepsThatTheStoppedRouteBeganAnswerOnlyTheNextRoute() throws Exception {
    start(this::soak);
    stop();
    start(this::soak);
    life.drive.advance(Duration.ofMinutes(2));

    assertThat(answers).hasSize(1);
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  /** Starts a route of one step. When it is stopped, its exchange goes nowhere. */
  private void start(Function<OpenRun, CompletionStage<StepAnswer>> step) {
    int started = stops;
    route =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  passes.add(run);
                  var unused =
                      step.apply(run)
                          .thenAccept(
                              answer -> {
                                answers.add(answer);
                                if (started == stops) {
                                  life.engine
                                      .runs()
                                      .end(
                                          run.run(),
                                          answer.result() == StepResult.SUCCEEDED
                                              ? null
                                              : answer.reason());
                                }
                              });
                });
    life.drive.settle();
  }

  private void stop() throws Exception {
    stops++;
    Objects.requireNonNull(route).close();
    life.drive.settle();
  }

  private void resume() {
    var unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.drive.settle();
  }

  private CompletionStage<StepAnswer> pumpsOneByOne(OpenRun run) {
    return group(run, collector -> collector.add(List.of("pump-1", "pump-2", "pump-3")));
  }

  private CompletionStage<StepAnswer> group(OpenRun run, TargetSource source) {
    GroupOptions oneByOne = GroupOptions.DEFAULT.with(Pace.inFlight(new Limit(1, false)));
    return life.engine
        .steps()
        .group(run.run(), "group", oneByOne, null, List.of(HubTargets.of("list", source)));
  }

  private CompletionStage<StepAnswer> soak(OpenRun run) {
    return life.engine.steps().soak(run.run(), "soak", Duration.ofMinutes(1));
  }

  private CompletionStage<StepAnswer> approval(OpenRun run) {
    return life.engine
        .steps()
        .approval(run.run(), "approval", new ApprovalOptions(HOUR, Set.of(), false));
  }

  private StepView step() {
    return life.run().steps().get(0);
  }
}
