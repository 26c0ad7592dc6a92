package org.fleetreboot.journal.sqlite.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.event.ChainWalk;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.file.Connections;

/**
 * Whether an archive holds the events that have left the journal for it. The journal's own chain
 * vouches for the hash at the end of each gap, and the archive's chain leads there: so neither an
 * archive that was written anew is believed, nor a gap for events that somebody has removed.
 */
final class ArchiveContents {
  private final List<Gap> left;
  private final ExpectedHeads expected;

  /**
   * @param left what has left the journal for the archive
   * @param expected heads that somebody has kept
   */
  ArchiveContents(List<Gap> left, ExpectedHeads expected) {
    this.left = left;
    this.expected = expected;
  }

  /** Whether the archive holds them, and none contradicts an expected head. */
  boolean areIn(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("fleet-reboot-archive");
    Path file = folder.resolve("archive.db");
    try {
      ArchiveFile.decompress(archive, file);
      return areWholeIn(file);
    } catch (SQLException | JournalFailed damaged) {
      return false;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private boolean areWholeIn(Path file) throws SQLException {
    try (Connection connection = Connections.verifier(file);
        PreparedStatement part =
            connection.prepareStatement(
                "SELECT count(*), (SELECT hash FROM event WHERE sequence = ?2)"
                    + " FROM event WHERE sequence BETWEEN ?1 AND ?2")) {
      ChainWalk.require(connection, file, Gap.count(left));
      for (Gap gap : left) {
        part.setLong(1, gap.first());
        part.setLong(2, gap.last());
        try (ResultSet row = part.executeQuery()) {
          if (!row.next()
              || row.getLong(1) != Gap.count(List.of(gap))
              || !Arrays.equals(row.getBytes(2), gap.hash())) {
            return false;
          }
        }
      }
      return areExpectedIn(connection);
    }
  }

  private boolean areExpectedIn(Connection connection) throws SQLException {
    try (PreparedStatement event =
        connection.prepareStatement(
            "SELECT e.hash FROM partition p JOIN event e"
                + " ON e.sequence = (p.partition_no << 40) + ?2 WHERE p.name = ?1")) {
      for (ChainHead head : expected.left()) {
        event.setString(1, head.partition());
        event.setLong(2, head.position());
        try (ResultSet row = event.executeQuery()) {
          if (row.next()
              && !expected.allow(
                  new ChainHead(head.partition(), head.position(), row.getBytes(1)))) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
