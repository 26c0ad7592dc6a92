package org.fleetreboot.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.event;
import static org.fleetreboot.journal.Appends.to;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fleetreboot.journal.care.ChainHead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of every journal. A test of a new one extends this class and says how to open and
 * reopen it.
 */
public abstract class JournalContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  protected static final InstantSource CLOCK = InstantSource.fixed(NOON.plusNanos(456));

  protected Journal journal;

  /** An empty journal on {@link #CLOCK}. */
  protected abstract Journal open();

  /** The same journal as the next start of the program sees it; {@code closed} is closed. */
  protected abstract Journal reopen(Journal closed);

  @BeforeEach
  void openJournal() {
    journal = open();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void anEmptyJournalHoldsNothing() {
    assertThat(journal.read(PUMP)).isEmpty();
    assertThat(journal.partitions()).isEmpty();
    assertThat(journal.head(HUB)).isEqualTo(Position.START);
    assertThat(journal.readAll(HUB, Position.START, 10)).isEmpty();
    assertThat(journal.checkpoint("results", HUB)).isEmpty();
  }

  @Test
  void anEventIsReadBackAsItWasAppended() {
    NewEvent event = event("first");

    Position position = append(journal, new StreamAppend(PUMP, 0, List.of(event)));

    assertThat(journal.read(PUMP))
        .containsExactly(
            new RecordedEvent(position, PUMP, 1, event.id(), event.type(), NOON, event.data()));
    assertThat(journal.readAll(HUB, Position.START, 10)).isEqualTo(journal.read(PUMP));
    assertThat(journal.partitions()).containsExactly(HUB);
  }

  @Test
  void aStreamIsReadInPages() {
    append(journal, to(PUMP, 0, 3), to(VALVE, 0, 2));
    append(journal, to(PUMP, 3, 2));
    List<RecordedEvent> all = journal.read(PUMP);

    assertThat(journal.read(PUMP, 0, 2)).isEqualTo(all.subList(0, 2));
    assertThat(journal.read(PUMP, 2, 2)).isEqualTo(all.subList(2, 4));
    assertThat(journal.read(PUMP, 4, 2)).isEqualTo(all.subList(4, 5));
    assertThat(journal.read(PUMP, 5, 2)).isEmpty();
    assertThatThrownBy(() -> journal.read(PUMP, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHeadOfEachPartitionHasTheHashOfAllItsEvents() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    append(journal, to(new StreamId("runs", "run/r1"), 0, 1));
    HashChain chain = new HashChain();
    byte[] hash = chain.start(HUB);
    for (RecordedEvent event : journal.readAll(HUB, Position.START, 2)) {
      hash = chain.next(hash, event);
    }

    assertThat(journal.chain(HUB, new Position(2))).contains(new ChainHead(HUB, 2, hash));
    assertThat(journal.chain(HUB, new Position(4))).isEmpty();
    assertThat(journal.heads())
        .extracting(head -> head.partition() + " " + head.position())
        .containsExactly("hub/north 3", "runs 1");
    assertThat(journal.chain(HUB, new Position(3))).contains(journal.heads().get(0));
  }

  @Test
  void versionsAndPositionsCountFromOneWithoutAGap() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    Position head = append(journal, to(PUMP, 2, 2));

    assertThat(head).isEqualTo(new Position(5)).isEqualTo(journal.head(HUB));
    assertThat(journal.read(PUMP))
        .extracting(RecordedEvent::version)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(positions(HUB)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aBatchMayAppendToOneStreamMoreThanOnce() {
    append(journal, to(PUMP, 0, 1), to(VALVE, 0, 1), to(PUMP, 1, 2));

    assertThat(journal.read(PUMP)).extracting(RecordedEvent::version).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aStaleWriterGetsAConflictThatNamesStreamExpectedAndActual() {
    append(journal, to(PUMP, 0, 2));

    VersionConflict conflict = conflict(to(PUMP, 1, 1));

    assertThat(conflict.stream()).isEqualTo(PUMP);
    assertThat(conflict.expected()).isEqualTo(1);
    assertThat(conflict.actual()).isEqualTo(2);
    assertThat(conflict)
        .hasMessage(
            "device/north/pump-7 is at version 2, not 1: another writer was first. Reload it and"
                + " decide again.");
  }

  @Test
  void aWriterAheadOfTheStreamGetsAConflictToo() {
    assertThat(conflict(to(PUMP, 3, 1)).actual()).isZero();
  }

  @Test
  void aConflictLeavesNothingOfItsBatchBehind() {
    append(journal, to(PUMP, 0, 1));

    conflict(to(VALVE, 0, 2), to(VALVE, 2, 1), to(PUMP, 0, 1));

    assertThat(journal.read(VALVE)).isEmpty();
    assertThat(journal.read(PUMP)).hasSize(1);
    assertThat(journal.head(HUB)).isEqualTo(new Position(1));
    assertThat(append(journal, to(VALVE, 0, 1))).isEqualTo(new Position(2));
  }

  @Test
  void aConflictFailsAloneAmongRequestsUnderWay() {
    List<CompletableFuture<Position>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> StreamId.device("north", "pump-" + i % 49))
            .map(stream -> journal.append(HUB, List.of(to(stream, 0, 1))))
            .toList();

    answers.subList(0, 49).forEach(CompletableFuture::join);
    assertThatThrownBy(answers.get(49)::join).hasCauseInstanceOf(VersionConflict.class);
    assertThat(journal.head(HUB)).isEqualTo(new Position(49));
  }

  @Test
  void aBatchOverTwoPartitionsIsRefused() {
    StreamId run = StreamId.run("nightly-1");

    assertThatThrownBy(() -> journal.append(HUB, List.of(to(PUMP, 0, 1), to(run, 0, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run/nightly-1 lies in runs, the batch is for hub/north");
    assertThat(journal.read(PUMP)).isEmpty();
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThatThrownBy(() -> journal.append(HUB, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoPartitionsCountIndependently() {
    StreamId run = StreamId.run("nightly-1");
    StreamId south = StreamId.device("south", "pump-7");
    append(journal, to(PUMP, 0, 3));
    append(journal, to(run, 0, 2));
    append(journal, to(south, 0, 1));

    assertThat(positions(HUB)).containsExactly(1L, 2L, 3L);
    assertThat(positions("runs")).containsExactly(1L, 2L);
    assertThat(positions("hub/south")).containsExactly(1L);
    assertThat(journal.partitions()).containsExactly("hub/north", "hub/south", "runs");
  }

  @Test
  void theSameNameInTwoPartitionsIsTwoStreams() {
    StreamId other = new StreamId("hub/south", PUMP.name());
    append(journal, to(PUMP, 0, 2));
    append(journal, to(other, 0, 1));

    assertThat(journal.read(PUMP)).hasSize(2);
    assertThat(journal.read(other)).hasSize(1);
  }

  @Test
  void aPageHoldsAtMostTheRequestedNumber() {
    append(journal, to(PUMP, 0, 5));

    assertThat(journal.readAll(HUB, new Position(1), 2))
        .extracting(event -> event.position().value())
        .containsExactly(2L, 3L);
    assertThat(journal.readAll(HUB, new Position(4), 10)).hasSize(1);
    assertThat(journal.readAll(HUB, new Position(5), 10)).isEmpty();
    assertThat(journal.readAll(HUB, new Position(99), 10)).isEmpty();
  }

  @Test
  void anEmptyPageIsRefused() {
    assertThatThrownBy(() -> journal.readAll(HUB, Position.START, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contentIsKeptByteForByteHoweverLongOrShort() {
    byte[] anyBytes = new byte[100_000];
    new Random(7).nextBytes(anyBytes);
    NewEvent large = new NewEvent(new UUID(-1, 1), "test.happened.v1", anyBytes);
    NewEvent empty = new NewEvent(new UUID(2, -2), "test.happened.v1", new byte[0]);

    append(journal, new StreamAppend(PUMP, 0, List.of(large, empty)));

    assertThat(journal.read(PUMP))
        .extracting(event -> new NewEvent(event.id(), event.type(), event.data()))
        .containsExactly(large, empty);
  }

  @Test
  void oneCallTakesThousandsOfStreams() {
    StreamAppend[] appends =
        IntStream.range(0, 5_000)
            .mapToObj(i -> to(StreamId.device("north", "pump-" + i), 0, 2))
            .toArray(StreamAppend[]::new);

    assertThat(append(journal, appends)).isEqualTo(new Position(10_000));
    assertThat(positions(HUB)).isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
  }

  @Test
  void aReopenedJournalContinuesWhereItStood() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    journal.saveCheckpoint("results", HUB, new Position(2)).join();
    List<RecordedEvent> before = journal.readAll(HUB, Position.START, 100);

    journal.close();
    journal = reopen(journal);

    assertThat(journal.readAll(HUB, Position.START, 100)).isEqualTo(before);
    assertThat(journal.read(PUMP)).hasSize(2);
    assertThat(journal.checkpoint("results", HUB)).contains(new Position(2));
    assertThat(conflict(to(PUMP, 0, 1)).actual()).isEqualTo(2);
    assertThat(append(journal, to(PUMP, 2, 1))).isEqualTo(new Position(4));
  }

  @Test
  void aCheckpointBelongsToItsSubscriptionAndPartition() {
    append(journal, to(PUMP, 0, 3));
    journal.saveCheckpoint("results", HUB, new Position(1)).join();
    journal.saveCheckpoint("audit", HUB, new Position(2)).join();
    journal.saveCheckpoint("results", "runs", Position.START).join();

    assertThat(journal.checkpoint("results", HUB)).contains(new Position(1));
    assertThat(journal.checkpoint("audit", HUB)).contains(new Position(2));
    assertThat(journal.checkpoint("results", "runs")).contains(Position.START);
    assertThat(journal.checkpoint("audit", "runs")).isEmpty();
    assertThat(journal.partitions()).containsExactly(HUB);
  }

  @Test
  void theLastSavedCheckpointCounts() {
    append(journal, to(PUMP, 0, 3));
    journal.saveCheckpoint("results", HUB, new Position(3)).join();
    journal.saveCheckpoint("results", HUB, new Position(1)).join();

    assertThat(journal.checkpoint("results", HUB)).contains(new Position(1));
  }

  @Test
  void requestsAfterCloseAreRefused() {
    journal.close();

    assertThatThrownBy(() -> append(journal, to(PUMP, 0, 1)))
        .hasCauseInstanceOf(JournalFailed.class)
        .hasMessageContaining("closed");
    assertThat(journal.failure().toCompletableFuture()).isNotDone();
  }

  @Test
  void closingTwiceIsHarmless() {
    journal.close();
    journal.close();
  }

  @Test
  void aContinuationMayAppendAgain() {
    Position second =
        journal
            .append(HUB, List.of(to(PUMP, 0, 1)))
            .thenCompose(first -> journal.append(HUB, List.of(to(PUMP, 1, 1))))
            .orTimeout(5, TimeUnit.MINUTES)
            .join();

    assertThat(second).isEqualTo(new Position(2));
  }

  @Test
  void aContinuationMayCloseTheJournal() {
    journal
        .append(HUB, List.of(to(PUMP, 0, 1)))
        .thenRun(journal::close)
        .orTimeout(5, TimeUnit.MINUTES)
        .join();

    assertThatThrownBy(() -> append(journal, to(PUMP, 1, 1)))
        .hasCauseInstanceOf(JournalFailed.class);
  }

  @Test
  void closingWritesAndAnswersWhatWasAccepted() {
    List<CompletableFuture<Position>> answers =
        LongStream.range(0, 100)
            .mapToObj(version -> journal.append(HUB, List.of(to(PUMP, version, 1))))
            .toList();

    journal.close();

    assertThat(answers).allMatch(CompletableFuture::isDone);
    journal = reopen(journal);
    assertThat(journal.read(PUMP)).hasSize(100);
  }

  @Test
  void eightWritersOnOneStreamGetEveryVersionExactlyOnce() {
    // Each loser reads all again, so the work grows with the square.
    int eventsEach = 40;
    List<CompletableFuture<List<Long>>> writers =
        IntStream.range(0, 8)
            .mapToObj(
                w ->
                    CompletableFuture.supplyAsync(() -> win(eventsEach), JournalContract::inThread))
            .toList();

    List<Long> won = new ArrayList<>();
    writers.forEach(writer -> won.addAll(writer.orTimeout(5, TimeUnit.MINUTES).join()));

    List<Long> everyVersion = LongStream.rangeClosed(1, 8L * eventsEach).boxed().toList();
    assertThat(won).containsExactlyInAnyOrderElementsOf(everyVersion);
    assertThat(journal.read(PUMP)).extracting(RecordedEvent::version).isEqualTo(everyVersion);
  }

  /** Appends until it has won {@code count} races, reloading after each conflict. */
  private List<Long> win(int count) {
    List<Long> won = new ArrayList<>();
    while (won.size() < count) {
      long version = journal.read(PUMP).size();
      try {
        append(journal, to(PUMP, version, 1));
        won.add(version + 1);
      } catch (CompletionException raced) {
        assertThat(raced).hasCauseInstanceOf(VersionConflict.class);
      }
    }
    return won;
  }

  @Test
  void aReaderSeesNoGapAndNoHalfBatchWhileAWriterWrites() {
    int batches = 300;
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < batches; i++) {
                append(journal, to(PUMP, 2L * i, 2), to(VALVE, i, 1));
              }
            },
            JournalContract::inThread);

    List<Long> seen = new ArrayList<>();
    while (seen.size() < 3 * batches && !writer.isCompletedExceptionally()) {
      Position after = new Position(seen.size());
      journal.readAll(HUB, after, event -> seen.add(event.position().value()));
      assertThat(seen.size() % 3).isZero();
    }

    writer.join();
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 3L * batches).boxed().toList());
  }

  private VersionConflict conflict(StreamAppend... appends) {
    CompletionException failed =
        catchThrowableOfType(CompletionException.class, () -> append(journal, appends));
    assertThat(failed).hasCauseInstanceOf(VersionConflict.class);
    return (VersionConflict) requireNonNull(failed.getCause());
  }

  private List<Long> positions(String partition) {
    List<Long> positions = new ArrayList<>();
    journal.readAll(partition, Position.START, event -> positions.add(event.position().value()));
    return positions;
  }

  /** One thread for each task: the common pool may have only one. */
  private static void inThread(Runnable task) {
    new Thread(task, "writer").start();
  }
}
