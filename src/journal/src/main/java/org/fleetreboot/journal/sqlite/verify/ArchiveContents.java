package org.fleetreboot.journal.sqlite.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.sql.verify.ExpectedHeads;
import org.fleetreboot.journal.sqlite.archive.DecompressedArchive;
import org.fleetreboot.journal.sqlite.event.ChainWalk;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.jspecify.annotations.Nullable;

/**
 * Whether an archive holds the events that have left the journal for it. The journal's own chain
 * vouches for the hash at the end of each gap, and the archive's chain leads there: so neither an
 * archive that was written anew is believed, nor a gap for events that somebody has removed.
 */
final class ArchiveContents {
  private static final String LACKING =
      "Archive %s does not hold the events that have left for it, or not those of an expected head";

  private final List<Gap> left;
  private final ArchivedStreams streams;
  private final ExpectedHeads expected;

  /**
   * @param left what has left the journal for the archive
   * @param streams what the journal knows of them
   * @param expected heads that somebody has kept
   */
  ArchiveContents(List<Gap> left, ArchivedStreams streams, ExpectedHeads expected) {
    this.left = left;
    this.streams = streams;
    this.expected = expected;
  }

  /** What is wrong, if the archive does not hold them or one contradicts an expected head. */
  @Nullable String fault(Path archive) throws IOException {
    try (DecompressedArchive decompressed = DecompressedArchive.of(archive)) {
      return fault(archive, decompressed.file());
    } catch (SQLException | JournalFailed damaged) {
      return LACKING.formatted(archive);
    }
  }

  private @Nullable String fault(Path archive, Path file) throws SQLException {
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
            return LACKING.formatted(archive);
          }
        }
      }
      if (!areExpectedIn(connection)) {
        return LACKING.formatted(archive);
      }
      String forgotten = streams.forgotten(connection);
      return forgotten == null
          ? null
          : "The journal does not know that %s has left it for archive %s"
              .formatted(forgotten, archive);
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
