package org.fleetreboot.journal.sqlite.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.care.CompactedJournal;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private final Path file;

  CompactionTest(@TempDir Path directory) {
    this.file = DamagedCopy.journal(directory);
  }

  @Test
  void freeRoomIsGivenBackAndNoEventIsLost() throws IOException {
    DamagedCopy.sql(
        file,
        "CREATE TABLE ballast(b BLOB)",
        "INSERT INTO ballast VALUES (zeroblob(1000000))",
        "DROP TABLE ballast");
    JournalStatistics before = Statistics.read(file);
    Object inode = Files.readAttributes(file, "fileKey").get("fileKey");

    CompactedJournal compacted = Compaction.compact(file, LongWork.UNWATCHED);

    assertThat(before.freeBytes()).isGreaterThan(1_000_000);
    assertThat(compacted.bytesBefore() - compacted.bytesAfter()).isGreaterThan(1_000_000);
    assertThat(Statistics.read(file).freeBytes()).isZero();
    assertThat(Statistics.heads(file)).isEqualTo(before.partitions());
    assertThat(DamagedCopy.readAll(file)).hasSize(DamagedCopy.DEVICES + DamagedCopy.RUNS);
    // A journal in another file would be doubted as a copy.
    assertThat(Files.readAttributes(file, "fileKey").get("fileKey")).isEqualTo(inode);
  }

  @Test
  void aJournalInUseIsLeftAlone() {
    try (Journal inUse = DamagedCopy.open(file)) {
      assertThatThrownBy(() -> Compaction.compact(file, LongWork.UNWATCHED))
          .isInstanceOf(JournalInUse.class)
          .hasMessageContaining("stop that program first");
      assertThat(inUse.partitions()).hasSize(2);
    }
  }

  @Test
  void theStatisticsCountWhatIsThere() {
    JournalStatistics statistics = Statistics.read(file);

    assertThat(statistics.events()).isEqualTo(DamagedCopy.DEVICES + DamagedCopy.RUNS);
    assertThat(statistics.streams()).isEqualTo(3);
    assertThat(statistics.openRuns()).isEqualTo(1);
    assertThat(statistics.openDevices()).isEqualTo(2);
    assertThat(statistics.oldest()).isNotNull().isEqualTo(statistics.newest());
    assertThat(statistics.tables()).containsKeys("event", "event (index)", "stream");
    assertThat(statistics.bytes())
        .isEqualTo(statistics.tables().values().stream().mapToLong(Long::longValue).sum());
  }
}
