package org.fleetreboot.engine;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that cannot continue tells everybody, and keeps nobody waiting. */
@Timeout(value = 5, unit = MINUTES)
class EngineStopTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Engine engine = DurableEngine.open(journal, EngineSettings.of("local"), clock);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void afterAFailureOfTheJournalEveryCommandFailsWithThatReason() {
    journal.fail("the disk is full");

    assertThat(failureOf(accept("run-1"))).isInstanceOf(JournalFailed.class);
    assertThat(failureOf(accept("run-2"))).isInstanceOf(JournalFailed.class);
    assertThat(engine.failure()).succeedsWithin(WITHIN).isInstanceOf(JournalFailed.class);
  }

  @Test
  void anErrorStopsTheEngineAndEveryCommandFailsWithThatReason() {
    var unused =
        engine
            .runs()
            .handOver(
                "nightly",
                run -> {
                  throw new LinkageError("a class is missing");
                });
    var unusedToo = accept("run-1");

    assertThat(engine.failure()).succeedsWithin(WITHIN).isInstanceOf(LinkageError.class);
    assertThat(failureOf(accept("run-2"))).isInstanceOf(LinkageError.class);
  }

  @Test
  void aRefusalReachesTheCallerAndTheEngineContinues() {
    assertThat(failureOf(engine.control().pause("nobody", Requester.login("ada"), "why")))
        .isInstanceOf(NoSuchRun.class);
    assertThat(engine.failure()).isNotDone();
  }

  @Test
  void aCommandAfterTheCloseIsRefused() {
    AtomicReference<CompletionStage<RunReceipt>> late = new AtomicReference<>();
    var unused =
        engine
            .runs()
            .handOver(
                "nightly",
                run -> {
                  engine.close();
                  late.set(accept("run-2"));
                });

    assertThat(accept("run-1")).succeedsWithin(WITHIN);

    assertThat(failureOf(Objects.requireNonNull(late.get())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The engine is closed");
  }

  @Test
  void aStoppedEngineHasNothingToDrain() {
    journal.fail("the disk is full");
    assertThat(failureOf(accept("run-1"))).isInstanceOf(JournalFailed.class);

    CompletableFuture<Void> drained =
        CompletableFuture.runAsync(() -> engine.drain(Duration.ofDays(1)));

    assertThat(drained).succeedsWithin(WITHIN);
  }

  @Test
  void whoClosesAnEngineThatHasFailedDoesNotWaitForItsThreadOnThatThread() {
    AtomicBoolean broken = new AtomicBoolean();
    InstantSource breaking =
        () -> {
          if (broken.get()) {
            throw new IllegalStateException("the clock is broken");
          }
          return NOON;
        };
    Engine failing = DurableEngine.open(journal, EngineSettings.of("other"), breaking);
    CompletionStage<Duration> closing =
        failing
            .failure()
            .thenApply(
                reason -> {
                  long began = System.nanoTime();
                  failing.close();
                  return Duration.ofNanos(System.nanoTime() - began);
                });

    broken.set(true);

    assertThat(closing)
        .succeedsWithin(WITHIN)
        .satisfies(took -> assertThat(took).isLessThan(Duration.ofSeconds(10)));
  }

  @Test
  void anInterruptOfItsThreadStopsTheEngine() {
    AtomicBoolean interrupted = new AtomicBoolean();
    InstantSource interrupting =
        () -> {
          if (interrupted.get()) {
            Thread.currentThread().interrupt();
          }
          return NOON;
        };
    try (Engine other = DurableEngine.open(journal, EngineSettings.of("other"), interrupting)) {
      interrupted.set(true);

      assertThat(other.failure())
          .succeedsWithin(Duration.ofSeconds(30))
          .satisfies(reason -> assertThat(reason).hasMessageContaining("interrupted"));
    }
  }

  private CompletionStage<RunReceipt> accept(String run) {
    return engine
        .runs()
        .accept(
            new RunRequest(
                run, "nightly", new RunTrigger.CommandLine("start"), Requester.login("tester")));
  }

  private static @Nullable Throwable failureOf(CompletionStage<?> stage) {
    Throwable failure =
        stage
            .handle((value, error) -> error)
            .toCompletableFuture()
            .orTimeout(WITHIN.toMinutes(), MINUTES)
            .join();
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
