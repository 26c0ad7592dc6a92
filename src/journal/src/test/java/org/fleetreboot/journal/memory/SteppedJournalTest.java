package org.fleetreboot.journal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.VersionConflict;
import org.junit.jupiter.api.Test;

class SteppedJournalTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private final InMemoryJournal journal = InMemoryJournal.stepped(CLOCK);

  @Test
  void nothingIsWrittenOrAcknowledgedUntilTold() {
    CompletableFuture<Position> answer = start(to(PUMP, 0, 1));
    assertThat(journal.read(PUMP)).isEmpty();
    assertThat(journal.waiting()).isEqualTo(1);

    journal.write();
    assertThat(journal.read(PUMP)).hasSize(1);
    assertThat(answer).isNotDone();

    journal.acknowledge();
    assertThat(answer).isCompletedWithValue(new Position(1));
  }

  @Test
  void aConflictIsDetectedWhenItsTurnComes() {
    CompletableFuture<Position> first = start(to(PUMP, 0, 1));
    CompletableFuture<Position> second = start(to(PUMP, 0, 1));

    journal.commit();

    assertThat(first).isCompletedWithValue(new Position(1));
    assertThatThrownBy(second::join).hasCauseInstanceOf(VersionConflict.class);
  }

  @Test
  void aCrashBeforeTheWriteLosesWaitingRequests() {
    CompletableFuture<Position> answer = start(to(PUMP, 0, 1));

    InMemoryJournal restarted = journal.crash();

    assertThat(restarted.read(PUMP)).isEmpty();
    assertThat(answer).isNotDone();
  }

  @Test
  void aCrashBetweenWriteAndAnswerKeepsWhatWasWritten() {
    CompletableFuture<Position> answer = start(to(PUMP, 0, 1));
    journal.write();

    InMemoryJournal restarted = journal.crash();

    assertThat(restarted.read(PUMP)).hasSize(1);
    assertThat(answer).isNotDone();
  }

  @Test
  void aCrashedJournalIsDeadAndItsSurvivorIsNot() {
    InMemoryJournal restarted = journal.crash();
    CompletableFuture<Position> dead = start(to(PUMP, 0, 1));
    CompletableFuture<Position> alive = restarted.append(HUB, List.of(to(PUMP, 0, 1)));
    restarted.commit();

    assertThatThrownBy(dead::join).hasCauseInstanceOf(JournalFailed.class);
    assertThat(alive).isCompletedWithValue(new Position(1));
    assertThat(journal.read(PUMP)).isEmpty();
  }

  @Test
  void aFailureReachesWaitingAndLaterCallersAndTheProgram() {
    CompletableFuture<Position> written = start(to(PUMP, 0, 1));
    journal.write();
    CompletableFuture<Position> waiting = start(to(VALVE, 0, 1));

    journal.fail("The disk is on fire.");

    assertThatThrownBy(written::join).hasRootCauseMessage("The disk is on fire.");
    assertThatThrownBy(waiting::join).hasRootCauseMessage("The disk is on fire.");
    assertThatThrownBy(() -> append(journal, to(VALVE, 0, 1)))
        .hasCauseInstanceOf(JournalFailed.class);
    assertThat(journal.failure().toCompletableFuture())
        .isCompletedWithValueMatching(failed -> "The disk is on fire.".equals(failed.getMessage()));
  }

  @Test
  void afterAFailureItIsUnknownWhetherThePendingBatchWasStored() {
    CompletableFuture<Position> written = start(to(PUMP, 0, 1));
    journal.write();
    CompletableFuture<Position> waiting = start(to(VALVE, 0, 1));
    journal.fail("The disk is on fire.");

    InMemoryJournal restarted = journal.crash();

    assertThat(written).isCompletedExceptionally();
    assertThat(restarted.read(PUMP)).hasSize(1);
    assertThat(waiting).isCompletedExceptionally();
    assertThat(restarted.read(VALVE)).isEmpty();
  }

  private CompletableFuture<Position> start(StreamAppend append) {
    return journal.append(HUB, List.of(append));
  }
}
