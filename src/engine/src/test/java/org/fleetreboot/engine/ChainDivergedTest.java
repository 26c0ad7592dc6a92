package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that was changed while its run was under way. */
class ChainDivergedTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @BeforeEach
  void aRunIsUnderWayWithItsFirstGroup() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    first.pass(Duration.ofSeconds(5));
  }

  @Test
  void aHeldStepIsRefusedWhenItsRunEnds() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> held = another(life);
    life.pass(Duration.ofSeconds(30));

    var unusedEnd = life.engine.runs().end(Life.RUN, "another branch failed");
    life.drive.settle();
    var unused = life.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    life.drive.settle();

    assertThat(held)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(NoSuchRun.class);
  }

  @Test
  void aHeldStepIsRefusedWhenItsRunEndsAfterAllItsOtherStepsDid() {
    Life life = new Life(journal, hub, clock, 2);
    life.pass(Duration.ofMinutes(30));
    assertThat(life.run().steps()).extracting(StepView::status).containsExactly(StepStatus.FAILED);
    CompletionStage<StepAnswer> held = another(life);
    assertThat(held.toCompletableFuture()).isNotDone();

    var unused = life.engine.runs().end(Life.RUN, "another branch failed");
    life.drive.settle();

    assertThat(held)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(NoSuchRun.class);
  }

  @Test
  void resumingARunThatStoodStillDoesNotAcceptAnotherOrder() {
    clock.advance(Duration.ofHours(2));
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> held = another(life);
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().reason()).contains("stood still");

    var unused = life.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().reason()).contains("the chain has changed").contains("group-0");
    assertThat(hub.calls()).containsEntry("pump-2", 0);

    var unusedToo = life.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    life.pass(Duration.ofSeconds(30));
    assertThat(held).isCompleted();
  }

  @Test
  void resumingAPersonsPauseAcceptsNoDivergenceWhateverItsReasonSays() {
    Life life = new Life(journal, hub, clock, 2);
    var unusedPause =
        life.engine.control().pause(Life.RUN, Requester.login("anna"), "ChainDiverged: lunch");
    life.drive.settle();
    CompletionStage<StepAnswer> held = another(life);

    var unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.pass(Duration.ofSeconds(30));

    assertThat(held.toCompletableFuture()).isNotDone();
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason()).contains("the chain has changed").contains("group-0");
    assertThat(hub.calls()).containsEntry("pump-2", 0);
  }

  @Test
  void aGroupThatHasBecomeASoakPausesTheRun() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> soak =
        life.engine.steps().soak(Life.RUN, "group-0", Duration.ofSeconds(1));
    life.pass(Duration.ofSeconds(30));

    assertThat(soak.toCompletableFuture()).isNotDone();
    assertThat(life.run().reason()).contains("the chain has changed").contains("group-0");
  }

  @Test
  void aGroupThatHasBecomeASoakPausesTheRunAgainWhenItIsResumed() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> soak =
        life.engine.steps().soak(Life.RUN, "group-0", Duration.ofSeconds(1));
    var unusedRuns = life.engine.runs().handOver(Life.CHAIN, run -> {});
    life.pass(Duration.ofSeconds(30));

    var unused = life.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    life.pass(Duration.ofSeconds(30));

    assertThat(soak.toCompletableFuture()).isNotDone();
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason()).contains("began as a group").doesNotContain("as it is");
  }

  @Test
  void cancellingTheRunAnswersAGroupThatHasBecomeASoak() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> soak =
        life.engine.steps().soak(Life.RUN, "group-0", Duration.ofSeconds(1));
    life.pass(Duration.ofSeconds(30));

    var unused =
        life.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong chain", true);
    life.drive.settle();

    assertThat(soak)
        .isCompletedWithValueMatching(answer -> answer.result() == StepResult.CANCELLED);
  }

  @Test
  void aGroupThatHasBecomeASoakIsRefusedWhenTheRunEnds() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> soak =
        life.engine.steps().soak(Life.RUN, "group-0", Duration.ofSeconds(1));
    life.pass(Duration.ofSeconds(30));

    var unused = life.engine.runs().end(Life.RUN, "another branch failed");
    life.drive.settle();

    assertThat(soak)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(NoSuchRun.class);
  }

  @Test
  void routesThatStartSlowlyAreNotADivergence() {
    Life life = new Life(journal, hub, clock, 2);
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);

    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void aRunWithoutARouteIsPausedOnceOtherRoutesHaveStarted() {
    Life life = new Life(journal, hub, clock, 2);
    var unused = life.engine.runs().handOver("another", run -> {});
    life.engine.runs().routesStarted();
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().reason()).contains("no route begins with reboot-run:" + Life.CHAIN);
  }

  @Test
  void aNewRunForAChainWithoutARouteIsPausedToo() {
    Life life = new Life(journal, hub, clock, 2);
    var unused = life.engine.runs().handOver(Life.CHAIN, run -> {});
    life.engine.runs().routesStarted();
    life.drive.settle();

    var unusedRun =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "run-2",
                    "nowhere",
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester")));
    life.pass(Duration.ofSeconds(30));

    RunView run = Objects.requireNonNull(life.engine.view().run("run-2"));
    assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(run.reason()).contains("no route begins with reboot-run:nowhere");
  }

  @Test
  void aRunIsPausedOnceAllRoutesHaveStartedAndNoneIsOfItsChain() {
    Life life = new Life(journal, hub, clock, 2);
    life.drive.advance(Duration.ofHours(1));
    assertThat(life.run().status()).as("the routes may be slow").isEqualTo(RunStatus.RUNNING);

    life.engine.runs().routesStarted();
    life.pass(Duration.ofSeconds(30));

    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason()).contains("no route begins with reboot-run:" + Life.CHAIN);
  }

  @Test
  void anInvalidStepNameIsRefusedBeforeAnythingIsRecorded() {
    Life life = new Life(journal, hub, clock, 2);
    CompletionStage<StepAnswer> refused =
        life.group(Life.RUN, "a/b", GroupOptions.DEFAULT, List.of("pump-2"));
    life.drive.settle();

    assertThat(refused)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalArgumentException.class);
    assertThat(life.run().steps()).extracting(StepView::step).containsExactly("group-0");
  }

  private static CompletionStage<StepAnswer> another(Life life) {
    CompletionStage<StepAnswer> held =
        life.group(Life.RUN, "another", GroupOptions.DEFAULT, List.of("pump-2"));
    var unused = life.engine.runs().handOver(Life.CHAIN, run -> {});
    life.drive.settle();
    return held;
  }
}
