package org.fleetreboot.journal.sqlite;

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

/**
 * Whether an archive holds the events that have left the journal for it. The journal's own chain
 * vouches for the hash at the end of each gap, and the archive's chain leads there: so neither an
 * archive that was written anew is believed, nor a gap for events that somebody has removed.
 */
final class ArchiveContents {
  private ArchiveContents() {}

  static boolean hold(List<Gap> left, Path archive) throws IOException {
    Path folder = Files.createTempDirectory("fleet-reboot-archive");
    Path file = folder.resolve("archive.db");
    try {
      ArchiveFile.decompress(archive, file);
      return holds(file, left);
    } catch (SQLException | JournalFailed damaged) {
      return false;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static boolean holds(Path file, List<Gap> left) throws SQLException {
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
      return true;
    }
  }
}
