package org.fleetreboot.journal.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.ForkedWriter;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {
  private final Path directory;
  private final Path file;

  WriterLockTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("journal.db");
  }

  @Test
  void aJournalThatAnotherProgramWritesIsRefusedWithItsProcessId() throws IOException {
    try (ForkedWriter writer =
        ForkedWriter.start(file, directory.resolve("acknowledged"), Long.MAX_VALUE)) {
      writer.awaitAcknowledged(1);

      assertThatThrownBy(() -> open(file))
          .isInstanceOf(JournalInUse.class)
          .hasMessage(
              "Journal %s is in use by process %d: stop that program first."
                  .formatted(file, writer.pid()));
    }
  }

  @Test
  void aProgramThatWasKilledHoldsNothing() throws IOException {
    try (ForkedWriter writer =
        ForkedWriter.start(file, directory.resolve("acknowledged"), Long.MAX_VALUE)) {
      writer.awaitAcknowledged(1);
    }

    open(file).close();
  }

  @Test
  void aSecondOpenInOneProgramIsRefusedAndLeavesTheLockInPlace()
      throws IOException, InterruptedException {
    try (Journal first = open(file)) {
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(JournalInUse.class)
          .hasMessageContaining(ProcessHandle.current().pid() + " (this one)");
      Path acknowledged = directory.resolve("acknowledged");

      try (ForkedWriter other = ForkedWriter.start(file, acknowledged, 1)) {
        assertThat(other.exitCode()).isNotZero();
        assertThat(other.acknowledged()).isEmpty();
      }
      assertThat(first.partitions()).isEmpty();
    }
  }

  @Test
  void aLinkLeadsToTheSameLock() throws IOException {
    try (Journal first = open(file)) {
      Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);

      assertThatThrownBy(() -> open(link)).isInstanceOf(JournalInUse.class);
      assertThat(first.partitions()).isEmpty();
    }
  }

  @Test
  void aLinkToAFutureJournalLeadsToTheSameLock() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);
    try (Journal first = open(link)) {
      assertThatThrownBy(() -> open(file)).isInstanceOf(JournalInUse.class);
      assertThat(first.partitions()).isEmpty();
    }
  }

  @Test
  void aJournalWithASecondNameIsRefusedUnderBoth() throws IOException {
    try (Journal first = open(file)) {
      Path second = Files.createLink(directory.resolve("other.db"), file);

      assertThatThrownBy(() -> open(second))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("2 names");
      assertThat(first.partitions()).isEmpty();
    }
    assertThatThrownBy(() -> open(file)).hasMessageContaining("2 names");
  }

  @Test
  void aLinkInThePlaceOfTheLockIsNotFollowed() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "precious");
    Files.createSymbolicLink(directory.resolve("journal.db.lock"), precious);

    assertThatThrownBy(() -> open(file)).isInstanceOf(JournalRefused.class);
    assertThat(precious).hasContent("precious");
  }

  @Test
  void closingReleasesTheJournal() {
    open(file).close();
    open(file).close();
  }

  @Test
  void aRefusedFileIsNotLocked() throws IOException {
    Files.writeString(file, "not a database, but longer than the header of one ".repeat(10));
    assertThatThrownBy(() -> open(file)).hasMessageContaining("is not a journal");
    Files.delete(file);

    open(file).close();
  }

  private static Journal open(Path file) {
    return SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT);
  }
}
