package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.StreamId;

/**
 * Looks at one stream after a conflict, which the only writer of a whole file never has: in a torn
 * copy the index and the events say different things. It reads a whole partition.
 */
final class StreamCheck {
  private static final String COUNTS =
      " (SELECT count(*) FROM event %1$s WHERE stream_no = s.stream_no),"
          + " (SELECT ifnull(max(version), 0) FROM event %1$s WHERE stream_no = s.stream_no)";

  private final Path file;
  private final PreparedStatement counts;

  StreamCheck(Connection connection, Path file) throws SQLException {
    this.file = file;
    counts =
        connection.prepareStatement(
            "SELECT s.archived_version,"
                + COUNTS.formatted("INDEXED BY sqlite_autoindex_event_1")
                + ","
                + COUNTS.formatted("NOT INDEXED")
                + " FROM stream s NOT INDEXED JOIN partition p USING(partition_no)"
                + " WHERE p.name = ? AND s.name = ?");
  }

  /**
   * @param version of its last event, as the index has it; 0 if there is no such stream
   * @throws JournalDamaged if the index and the events differ
   */
  void require(StreamId stream, long version) throws SQLException {
    counts.setString(1, stream.partition());
    counts.setString(2, stream.name());
    try (ResultSet row = counts.executeQuery()) {
      boolean whole = row.next() ? isWhole(row, version) : version == 0;
      if (!whole) {
        throw new JournalDamaged(file, "events of %s are missing".formatted(stream.name()));
      }
    }
  }

  private static boolean isWhole(ResultSet row, long version) throws SQLException {
    long archived = row.getLong(1);
    long indexed = row.getLong(2);
    long last = Math.max(archived, row.getLong(3));
    return indexed == row.getLong(4)
        && row.getLong(3) == row.getLong(5)
        && archived + indexed == last
        && last == version;
  }
}
