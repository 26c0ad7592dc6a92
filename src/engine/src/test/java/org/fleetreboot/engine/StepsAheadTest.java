package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.state.SnapshotCheck;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps are decided ahead of the journal; nobody learns of them before they are durable. */
class StepsAheadTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryJournal journal = InMemoryJournal.stepped(clock);
  private final List<String> handedOver = new CopyOnWriteArrayList<>();

  @BeforeEach
  void createJournal() {
    var unused = journal.discardSnapshots(StateCodec.FORMAT);
    journal.commit();
  }

  @Test
  void theNextStepIsDecidedWhileTheLastOneBecomesDurable() {
    try (Engine engine = open(journal)) {
      CompletionStage<RunReceipt> first = accept(engine, "run-1");
      await().atMost(LONG).until(() -> journal.waiting() == 1);
      CompletionStage<RunReceipt> second = accept(engine, "run-2");
      await().atMost(LONG).until(() -> journal.waiting() == 2);

      assertThat(first.toCompletableFuture()).isNotDone();
      assertThat(second.toCompletableFuture()).isNotDone();
      assertThat(handedOver).isEmpty();

      journal.commit();

      assertThat(first).succeedsWithin(LONG);
      assertThat(second).succeedsWithin(LONG);
      await().atMost(LONG).until(() -> handedOver.equals(List.of("run-1", "run-2")));
    }
  }

  @Test
  void ifAStepDoesNotBecomeDurableNoneThatWasDecidedAfterItHasAnEffect() {
    try (Engine engine = open(journal)) {
      CompletionStage<RunReceipt> first = accept(engine, "run-1");
      await().atMost(LONG).until(() -> journal.waiting() == 1);
      CompletionStage<RunReceipt> second = accept(engine, "run-2");
      await().atMost(LONG).until(() -> journal.waiting() == 2);

      journal.fail("the disk is full");

      assertThat(first)
          .failsWithin(LONG)
          .withThrowableThat()
          .withCauseInstanceOf(JournalFailed.class);
      assertThat(second)
          .failsWithin(LONG)
          .withThrowableThat()
          .withCauseInstanceOf(JournalFailed.class);
      assertThat(engine.failure()).succeedsWithin(LONG).isInstanceOf(JournalFailed.class);
      assertThat(handedOver).isEmpty();
    }
  }

  @Test
  void aCrashLosesTheStepsThatWereDecidedAheadAndTheNextStartContinuesBehindTheLastDurableOne() {
    // It is not closed: nobody closes an engine whose program is dead.
    Engine engine = open(journal);
    var unusedFirst = accept(engine, "run-1");
    await().atMost(LONG).until(() -> journal.waiting() == 1);
    journal.write();
    var unusedSecond = accept(engine, "run-2");
    await().atMost(LONG).until(() -> journal.waiting() == 1);
    InMemoryJournal found = journal.crash();

    assertThat(found.read(StreamId.run("run-1"))).isNotEmpty();
    assertThat(found.read(StreamId.run("run-2"))).isEmpty();
    try (Engine next = open(found)) {
      await().atMost(LONG).until(() -> handedOver.equals(List.of("run-1")));
      CompletionStage<RunReceipt> again = accept(next, "run-2");
      await().atMost(LONG).until(() -> found.waiting() == 1);
      found.commit();
      assertThat(again).succeedsWithin(LONG).extracting(RunReceipt::isNew).isEqualTo(true);
    }
  }

  @Test
  void aCloseWaitsForTheStepsThatAreUnderWay() {
    Engine engine = open(journal);
    CompletionStage<RunReceipt> accepted = accept(engine, "run-1");
    await().atMost(LONG).until(() -> journal.waiting() == 1);

    CompletableFuture<Void> closed = CompletableFuture.runAsync(engine::close);
    journal.commit();

    assertThat(closed).succeedsWithin(LONG);
    assertThat(accepted.toCompletableFuture()).isCompleted();
  }

  @Test
  void aDeviceThatHasLeftTheMemoryIsTakenUpBehindItsLastEvent() {
    try (Engine engine = open(journal)) {
      CompletionStage<RunReceipt> accepted = accept(engine, "run-1");
      CompletionStage<Void> ended = engine.runs().end("run-1", null);
      commitUntilDone(accepted);
      commitUntilDone(ended);
      List<CompletionStage<Void>> notes = new ArrayList<>();
      Random random = new Random(7);
      for (int note = 0; note < 3_000; note++) {
        String device = "pump-" + random.nextInt(5);
        notes.add(engine.notes().add("run-1", "all", null, device, "note " + note));
        // Now and then the engine is one step further before the journal is.
        while (journal.waiting() == 0 && !engine.failure().toCompletableFuture().isDone()) {
          journal.acknowledge();
          Thread.onSpinWait();
        }
        if (random.nextBoolean()) {
          journal.write();
        }
      }
      commitUntilDone(
          CompletableFuture.allOf(
              notes.stream()
                  .map(CompletionStage::toCompletableFuture)
                  .toArray(CompletableFuture<?>[]::new)));
    }

    List<String> faults = new ArrayList<>();
    new SnapshotCheck(journal).run(FoldProgress.NONE, faults::add);
    assertThat(faults).isEmpty();
    for (int pump = 0; pump < 5; pump++) {
      List<RecordedEvent> events = journal.read(StreamId.device("local", "pump-" + pump));
      assertThat(events.get(events.size() - 1).version()).isEqualTo(events.size());
    }
  }

  private void commitUntilDone(CompletionStage<?> answer) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              journal.commit();
              return answer.toCompletableFuture().isDone();
            });
    assertThat(answer).succeedsWithin(LONG);
  }

  private Engine open(InMemoryJournal on) {
    Engine engine = DurableEngine.open(on, EngineSettings.of("local"), clock);
    var unused = engine.runs().handOver("nightly", run -> handedOver.add(run.run()));
    engine.runs().routesStarted();
    return engine;
  }

  private static CompletionStage<RunReceipt> accept(Engine engine, String run) {
    return engine
        .runs()
        .accept(
            new RunRequest(
                run, "nightly", new RunTrigger.CommandLine("start"), Requester.login("tester")));
  }
}
