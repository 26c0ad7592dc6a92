package org.fleetreboot.journal.sqlite.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.sql.verify.ExpectedHeads;
import org.fleetreboot.journal.sql.verify.Findings;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.jspecify.annotations.Nullable;

/** The archives of a journal are still the files that it has left its older events to. */
final class ArchivesCheck {
  private final Connection connection;
  private final Findings findings;

  private ArchivesCheck(Connection connection, Findings findings) {
    this.connection = connection;
    this.findings = findings;
  }

  /**
   * Names what is not as the journal says.
   *
   * @param file the archives are beside it
   * @param expected heads that their events must not contradict; null to read none of them
   */
  static void require(
      Connection connection, Path file, @Nullable ExpectedHeads expected, Findings findings)
      throws SQLException {
    if (ArchiveTables.isArchive(connection)) {
      // What it lacks is elsewhere.
      return;
    }
    ArchivesCheck check = new ArchivesCheck(connection, findings);
    check.requireAnArchiveOfEachGap();
    Path real = real(file);
    for (ArchiveRow archive : ArchiveRow.all(connection)) {
      if (archive.events() > 0) {
        check.require(archive, real.resolveSibling(archive.file()), expected);
      }
    }
  }

  /** Archives are beside the journal itself, not beside a link to it. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException unreadable) {
      return file;
    }
  }

  private void requireAnArchiveOfEachGap() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      long without =
          Pragma.number(
              sql,
              "SELECT count(*) FROM gap LEFT JOIN archive USING(archive_no)"
                  + " WHERE archive.sha256 IS NULL");
      if (without > 0) {
        findings.add("Events are missing that are in no archive");
      }
    }
  }

  private void require(ArchiveRow archive, Path place, @Nullable ExpectedHeads expected)
      throws SQLException {
    try {
      if (Files.notExists(place)) {
        findings.add("Archive %s is missing".formatted(place));
        return;
      }
      String sha256 = ArchiveFile.sha256(place);
      if (!archive.isOf(sha256)) {
        findings.add("Archive %s is not the file that was written".formatted(place));
      } else if (expected != null
          // After a move that was cut short it holds more.
          && sha256.equals(archive.sha256())) {
        List<Gap> left = Gap.stored(connection, "WHERE archive_no = " + archive.no());
        ArchivedStreams streams = new ArchivedStreams(connection, archive.no());
        String fault = new ArchiveContents(left, streams, expected).fault(place);
        if (fault != null) {
          findings.add(fault);
        }
      }
    } catch (IOException failed) {
      findings.add("Archive %s cannot be read (%s)".formatted(place, FileErrorReason.of(failed)));
    }
  }
}
