package org.fleetreboot.journal.sqlite.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.move.Archiver;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.maintenance.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with access to all files and rows may do to events and archives. */
class ArchiveContentsTest {
  private static final String LAST_OF_VALVE =
      "(SELECT max(sequence) FROM event e JOIN stream s USING(stream_no)"
          + " WHERE s.name = 'device/north/valve-1')";

  private static final String FAULT =
      "Archive %s does not hold the events that have left for it, or not those of an expected head";

  private final Path file;
  private final Path archive;

  ArchiveContentsTest(@TempDir Path folder) {
    file = folder.resolve("journal.db");
    archive = folder.resolve("archive/2026-10.db.gz");
  }

  @BeforeEach
  void archiveOneRun() {
    new OldRuns(file)
        .run("autumn-1", "2026-10-05T02:00:00Z", "pump-1")
        .run("spring-1", "2027-03-01T02:00:00Z", "valve-1")
        .close();
    Archiver.move(file, Instant.parse("2027-01-01T00:00:00Z"), step -> {});
    assertThat(findings()).isEmpty();
  }

  @Test
  void anArchivedRunThatSomebodyHasMadeTheJournalForgetIsNamed() {
    DamagedCopy.sql(
        file,
        "DELETE FROM archived_run",
        "DELETE FROM snapshot WHERE stream_no ="
            + " (SELECT stream_no FROM stream WHERE name = 'run/autumn-1')",
        "DELETE FROM stream WHERE name = 'run/autumn-1'");

    assertThat(findings())
        .containsExactly(
            "The journal does not know that run/autumn-1 has left it for archive " + archive);
  }

  @Test
  void noProgramStartsOnAJournalThatHasForgottenAnArchivedRun() {
    DamagedCopy.sql(file, "DELETE FROM archived_run");

    assertThatThrownBy(
            () -> SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT).close())
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining(
            "of the runs that have left it for archive archive/2026-10.db.gz it knows only 0 of 1");
  }

  @Test
  void anArchivedRunThatTheJournalNoLongerFindsIsNamed() {
    DamagedCopy.sql(file, "DELETE FROM archived_run");

    assertThat(findings())
        .containsExactly(
            "The journal does not know that run/autumn-1 has left it for archive " + archive);
  }

  @Test
  void anEventThatSomebodyHasRemovedAsIfItWereArchivedIsMissed() {
    removeAsIfArchived("1");

    assertThat(findings()).containsExactly(FAULT.formatted(archive));
  }

  @Test
  void aGapOfNoArchiveIsNotBelieved() {
    removeAsIfArchived("NULL");

    assertThat(findings()).contains("Events are missing that are in no archive");
  }

  @Test
  void anArchiveThatWasWrittenAnewIsNotBelieved() throws IOException {
    Path raw = file.resolveSibling("raw.db");
    ArchiveFile.decompress(archive, raw);
    DamagedCopy.sql(raw, "UPDATE event SET recorded_at = recorded_at + 1");
    String sha256 = ArchiveFile.compress(raw, archive);
    DamagedCopy.sql(file, "UPDATE archive SET sha256 = '" + sha256 + "'");

    assertThat(findings()).containsExactly(FAULT.formatted(archive));
  }

  @Test
  void archivesAreBesideTheJournalThatALinkLeadsTo() throws IOException {
    Path folder = Files.createDirectories(file.resolveSibling("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("journal.db"), file);

    assertThat(Verifier.verify(link, List.of(), LongWork.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void anArchiveIsVerifiedLikeAJournal() {
    Verification found = Verifier.verify(archive, List.of(), LongWork.UNWATCHED);

    assertThat(found.findings()).isEmpty();
    assertThat(found.events()).isPositive();
    assertThat(Statistics.heads(archive)).isNotEqualTo(Statistics.heads(file));
  }

  @Test
  void aCheckpointBehindTheLastEventIsNamed() {
    DamagedCopy.sql(
        file,
        "INSERT INTO checkpoint SELECT 'results', partition_no, 99 FROM partition"
            + " WHERE name = 'runs'");

    assertThat(findings())
        .containsExactly(
            "The checkpoint of subscription results is event 99 of runs, which ends at event 8");
  }

  @Test
  void aHeadThatWasKeptIsComparedWithTheArchivedEvent() throws Exception {
    String first = "hub/north:1:";
    ChainHead kept = ChainHead.parse(first + hashInArchive());
    ChainHead other = ChainHead.parse(first + "0".repeat(64));

    assertThat(findings(kept)).isEmpty();
    assertThat(findings(other)).containsExactly(FAULT.formatted(archive));
  }

  /** That of the first event of the hub. */
  private String hashInArchive() throws Exception {
    Path raw = file.resolveSibling("raw.db");
    ArchiveFile.decompress(archive, raw);
    try (Connection journal = Connections.raw(raw);
        Statement sql = journal.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT lower(hex(e.hash)) FROM event e JOIN partition"
                    + " ON sequence = (partition_no << 40) + 1 WHERE name = 'hub/north'")) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private void removeAsIfArchived(String archiveNo) {
    DamagedCopy.sql(
        file,
        "INSERT INTO gap SELECT e.sequence, e.sequence, b.hash, e.hash, "
            + archiveNo
            + " FROM event e JOIN event b ON b.sequence = e.sequence - 1 WHERE e.sequence = "
            + LAST_OF_VALVE,
        "UPDATE stream SET archived_version = 1 WHERE name = 'device/north/valve-1'",
        "DELETE FROM event WHERE sequence = " + LAST_OF_VALVE);
  }

  private List<String> findings(ChainHead... expected) {
    return Verifier.verify(file, List.of(expected), LongWork.UNWATCHED).findings().stream()
        .map(Finding::what)
        .toList();
  }
}
