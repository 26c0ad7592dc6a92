package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The program was stopped by a signal, the machine slept, or the clock was moved. */
class StandstillTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final List<String> PUMPS =
      IntStream.range(0, 20).mapToObj(n -> "pump-" + n).toList();

  private static final Duration LONG = Duration.ofMinutes(2);

  private static final EngineSettings SETTINGS =
      EngineSettings.of("local").withResumeWithin(Duration.ofSeconds(10));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  StandstillTest() {
    PUMPS.forEach(pump -> hub.add(pump, Behavior.REBOOTS));
  }

  @Test
  void afterALongStandstillNoDeviceIsCalledUntilAPersonResumesTheRun() {
    Life life = begin();
    int before = called();
    assertThat(before).isPositive().isLessThan(PUMPS.size());

    life.drive.standStill(Duration.ofSeconds(30));
    life.pass(Duration.ofMinutes(5));

    assertThat(called()).isEqualTo(before);
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason())
        .isEqualTo("stood still since 2026-11-29T12:00:05Z, longer than 10 s; resume it");

    var unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.pass(Duration.ofMinutes(10));
    assertThat(life.outcomes()).hasSize(PUMPS.size()).containsValue("confirmed");
    assertThat(hub.calls().values()).allMatch(calls -> calls == 1);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @Test
  void aCallThatWasAboutToBeSentBeforeTheStandstillIsNotSent() {
    Life life = new Life(journal, hub, clock, 1, SETTINGS);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-0")));
    life.drive.settle();
    Turn turn = life.routes.nextTurn();
    CompletionStage<@Nullable InvocationIntended> intent =
        life.engine.turns().intend(turn, hub.read("pump-0"));

    life.drive.standStill(Duration.ofSeconds(30));

    assertThat(intent).isCompletedWithValue(null);
    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
  }

  @Test
  void aShortStandstillPausesNothing() {
    Life life = begin();

    life.drive.standStill(Duration.ofSeconds(10));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);

    life.pass(Duration.ofMinutes(10));
    assertThat(called()).isEqualTo(PUMPS.size());
  }

  @Test
  void aRunInASoakIsNotPaused() {
    Life life = new Life(journal, hub, clock, 1, SETTINGS);
    life.accept();
    List<StepResult> results = new ArrayList<>();
    var unused =
        life.engine
            .steps()
            .soak(Life.RUN, "settle", Duration.ofHours(1), null)
            .thenAccept(answer -> results.add(answer.result()));
    life.drive.settle();

    life.drive.standStill(Duration.ofMinutes(30));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);

    life.drive.advance(Duration.ofMinutes(30));
    assertThat(results).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void theThreadOfTheEngineNoticesAStandstill() throws Exception {
    try (DurableEngine engine = DurableEngine.open(journal, SETTINGS, clock)) {
      engine
          .runs()
          .accept(
              new RunRequest(
                  "r", "nightly", new RunTrigger.CommandLine("start"), Requester.login("anna")))
          .toCompletableFuture()
          .get();
      clock.advance(Duration.ofHours(2));

      await().atMost(LONG).until(() -> run(engine).status() == RunStatus.PAUSED);
    }
  }

  @Test
  void theThreadOfTheEngineTellsAStandstillFromAMovedClock() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (DurableEngine engine =
        DurableEngine.open(
            journal, SETTINGS, clock, nanos::get, FoldProgress.NONE, EngineObserver.NONE)) {
      engine
          .runs()
          .accept(
              new RunRequest(
                  "r", "nightly", new RunTrigger.CommandLine("start"), Requester.login("anna")))
          .toCompletableFuture()
          .get();
      CompletableFuture<StepAnswer> soak =
          engine.steps().soak("r", "settle", Duration.ofHours(1), null).toCompletableFuture();
      await().atMost(LONG).until(() -> !run(engine).steps().isEmpty());

      clock.advance(Duration.ofHours(3));
      await().atMost(LONG).until(() -> run(engine).status() == RunStatus.PAUSED);
      assertThat(soak).as("three hours by the clock, and no time at all").isNotDone();

      nanos.addAndGet(Duration.ofHours(1).toNanos());
      clock.advance(Duration.ofHours(1));
      assertThat(soak).succeedsWithin(LONG);
    }
  }

  private static RunView run(DurableEngine engine) {
    return Objects.requireNonNull(engine.view().run("r"));
  }

  /** A run that began five seconds ago. */
  private Life begin() {
    Life life = new Life(journal, hub, clock, 1, SETTINGS);
    life.accept();
    GroupOptions twoAtOnce = GroupOptions.DEFAULT.with(Pace.inFlight(Limit.parse("2")));
    life.chain(twoAtOnce, List.of(PUMPS));
    life.pass(Duration.ofSeconds(5));
    return life;
  }

  private int called() {
    return hub.calls().values().stream().mapToInt(Integer::intValue).sum();
  }
}
