package org.fleetreboot.journal.sqlite.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.RealJournal;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private final Path directory;
  private final Path file;
  private final Path backup;

  BackupTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = RealJournal.write(directory.resolve("journal.db"));
    this.backup = directory.resolve("backup.db");
  }

  @Test
  void aBackupOfAJournalInUseHasAllItsEvents() {
    try (Journal inUse = DamagedCopy.open(file)) {
      Verification found = write(false);

      assertThat(found.events()).isEqualTo(RealJournal.RUN_EVENTS + RealJournal.HUB_EVENTS);
      assertThat(Statistics.heads(backup)).isEqualTo(Statistics.heads(file));
      assertThat(inUse.partitions()).hasSize(2);
    }
    DamagedCopy.open(backup).close();
  }

  @Test
  void onlyItsOwnerCanReadABackup() throws IOException {
    write(false);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
  }

  @Test
  void anExistingFileIsReplacedOnlyOnRequest() throws IOException {
    Files.writeString(backup, "precious");

    assertThatThrownBy(() -> write(false))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "Backup %s cannot be written: it exists already; to replace it, add --force."
                .formatted(backup));
    assertThat(backup).hasContent("precious");
    write(true);
    assertThat(Verifier.verify(backup, List.of(), LongWork.UNWATCHED).isWhole()).isTrue();
  }

  @Test
  void theJournalItselfIsNeverReplaced() {
    assertThatThrownBy(() -> Backup.write(file, file, true, LongWork.UNWATCHED))
        .hasMessageContaining("it is the journal itself");
  }

  @Test
  void aJournalInUseIsNeverReplaced() {
    Path other = RealJournal.write(backup);
    try (Journal inUse = DamagedCopy.open(other)) {
      append(inUse, to(VALVE, 0, 1));
      assertThatThrownBy(() -> write(true)).hasMessageContaining("it is a journal in use");
    }
  }

  @Test
  void aDamagedJournalLeavesNoBackup() throws IOException {
    DamagedCopy.sql(file, "UPDATE event SET recorded_at = recorded_at + 1 WHERE version = 2");

    assertThatThrownBy(() -> write(false))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("does not fit its hash");
    assertThat(names()).containsExactlyInAnyOrder("journal.db", "journal.db.lock");
  }

  @Test
  void whatAKilledBackupHasLeftIsTakenAway() throws IOException {
    Files.writeString(directory.resolve(".backup.db.part"), "half");

    write(false);

    assertThat(names()).containsExactlyInAnyOrder("journal.db", "journal.db.lock", "backup.db");
  }

  @Test
  void twoBackupsDoNotWriteOneFile() throws Exception {
    try (ProcessLock other =
        ProcessLock.take(directory.resolve(".backup.db.lock"), ProcessLock.Users.OWNER, "")) {
      assertThat(other.keep()).isTrue();
      assertThatThrownBy(() -> write(false))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("is writing it");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::getFileName).map(Path::toString).toList();
    }
  }

  private Verification write(boolean replace) {
    return Backup.write(file, backup, replace, LongWork.UNWATCHED);
  }
}
