package org.fleetreboot.journal.sqlite.refold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/** The archives of a journal, each the file that the journal wrote. */
public final class ArchivesAtHand {
  private ArchivesAtHand() {}

  /**
   * Reads all of them.
   *
   * @throws JournalRefused if one is missing or damaged
   */
  public static void require(Path file) {
    try (Connection connection = Connections.verifier(file)) {
      for (ArchiveRow archive : withEvents(connection)) {
        require(archive, file.resolveSibling(archive.file()));
      }
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    }
  }

  /** In the order in which their events were recorded, for each stream. */
  static List<ArchiveRow> withEvents(Connection connection) throws SQLException {
    return ArchiveRow.all(connection).stream().filter(archive -> archive.events() > 0).toList();
  }

  private static void require(ArchiveRow archive, Path place) {
    if (Files.notExists(place)) {
      throw new JournalRefused(
          "Archive %s is missing, and snapshots are made from it: put it back from a backup."
              .formatted(place));
    }
    try {
      if (!archive.isOf(ArchiveFile.sha256(place))) {
        throw new JournalRefused(
            "Archive %s is not the file that this journal wrote, and snapshots are made from it: put that one back from a backup."
                .formatted(place));
      }
    } catch (IOException failed) {
      throw new JournalRefused(
          "Archive %s cannot be read (%s), and snapshots are made from it: put it back from a backup."
              .formatted(place, FileErrorReason.of(failed)),
          failed);
    }
  }
}
