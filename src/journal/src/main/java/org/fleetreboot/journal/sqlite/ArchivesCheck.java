package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.lock.FileErrorReason;

/** The archives of a journal are still the files that it has left its older events to. */
final class ArchivesCheck {
  private ArchivesCheck() {}

  static void require(Connection connection, Path file, Findings findings) throws SQLException {
    for (ArchiveRow archive : ArchiveRow.all(connection)) {
      // Number 0 marks a file that is an archive itself; without events nothing has left yet.
      if (archive.no() > 0 && archive.events() > 0) {
        require(archive, file.resolveSibling(archive.file()), findings);
      }
    }
  }

  private static void require(ArchiveRow archive, Path place, Findings findings) {
    try {
      if (Files.notExists(place)) {
        findings.add("Archive %s is missing".formatted(place));
      } else if (!archive.isOf(ArchiveFile.sha256(place))) {
        findings.add("Archive %s is not the file that was written".formatted(place));
      }
    } catch (IOException failed) {
      findings.add("Archive %s cannot be read (%s)".formatted(place, FileErrorReason.of(failed)));
    }
  }
}
