package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.sqlite.file.RefusedFilesTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {
  private static final long HALF_A_MEGABYTE = 512 << 10;

  private final Path file;

  WriteFailureTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @Test
  void aFullDiskStopsTheJournalAndKeepsWhatWasAcknowledged() {
    try (Journal journal = open(new DiskLimits(0, HALF_A_MEGABYTE))) {
      append(journal, to(PUMP, 0, 3));

      CompletableFuture<Position> tooMuch =
          journal.append(HUB, List.of(new StreamAppend(VALVE, 0, List.of(megabyte()))));

      assertThatThrownBy(tooMuch::join)
          .hasCauseInstanceOf(JournalFailed.class)
          .hasMessageContaining(
              "Journal %s has stopped: its disk is full, or the file has reached its limit. Make room, then start again"
                  .formatted(file));
      assertThat(journal.read(PUMP)).hasSize(3);
      assertThat(journal.read(VALVE)).isEmpty();
    }
    try (Journal journal = open(DiskLimits.DEFAULT)) {
      assertThat(journal.read(PUMP)).hasSize(3);
      assertThat(append(journal, to(VALVE, 0, 1))).isEqualTo(new Position(4));
    }
  }

  @Test
  void aStoppedJournalAcceptsNothingMoreAndSaysSoOnce() {
    try (Journal journal = open(new DiskLimits(0, HALF_A_MEGABYTE))) {
      CompletableFuture<Position> tooMuch =
          journal.append(HUB, List.of(new StreamAppend(VALVE, 0, List.of(megabyte()))));
      assertThatThrownBy(tooMuch::join).hasCauseInstanceOf(JournalFailed.class);

      assertThatThrownBy(() -> append(journal, to(PUMP, 0, 1)))
          .hasCauseInstanceOf(JournalFailed.class)
          .hasMessageContaining("its disk is full");
      assertThatThrownBy(journal.saveCheckpoint("results", HUB, Position.START)::join)
          .hasCauseInstanceOf(JournalFailed.class);
      assertThat(journal.failure().toCompletableFuture().orTimeout(5, TimeUnit.MINUTES).join())
          .hasMessageContaining("its disk is full");
    }
  }

  @Test
  void tooLittleRoomOnTheDiskStopsTheJournalBeforeItIsFull() {
    try (Journal journal = open(new DiskLimits(Long.MAX_VALUE, Long.MAX_VALUE))) {
      assertThatThrownBy(() -> append(journal, to(PUMP, 0, 1)))
          .hasCauseInstanceOf(JournalFailed.class)
          .hasMessageContaining("must stay free. Make room, then start again");
    }
  }

  @Test
  void anEventPutInByHandStopsTheJournalAndIsNamed() throws SQLException {
    try (Journal journal = open(DiskLimits.DEFAULT)) {
      append(journal, to(PUMP, 0, 1), to(VALVE, 0, 1));
      RefusedFilesTest.sql(
          file,
          "INSERT INTO event SELECT sequence + 2, stream_no, 2, event_id, type_no, recorded_at,"
              + " hash, data FROM event WHERE sequence & 0xFFFFFFFFFF = 1");

      assertThatThrownBy(() -> append(journal, to(PUMP, 1, 1)))
          .hasCauseInstanceOf(JournalDamaged.class)
          .hasMessageContaining(
              "Journal %s is damaged: hub/north should end at event 2, and its last event is 3"
                  .formatted(file));
    }
  }

  private Journal open(DiskLimits limits) {
    return SqliteJournal.open(file, InstantSource.system(), limits);
  }

  private static NewEvent megabyte() {
    return new NewEvent(new UUID(1, 2), "test.happened.v1", new byte[1 << 20]);
  }
}
