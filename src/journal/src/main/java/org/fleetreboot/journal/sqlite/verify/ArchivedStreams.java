package org.fleetreboot.journal.sqlite.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What the journal still knows of the streams whose events have left it for one archive. A run that
 * it has forgotten would start again, and a device's next event would get a version that is taken.
 */
final class ArchivedStreams {
  private static final String LEFT =
      "SELECT p.name, s.name, max(e.version) FROM event e JOIN stream s USING(stream_no)"
          + " JOIN partition p ON p.partition_no = s.partition_no GROUP BY e.stream_no";

  private static final String KNOWN =
      "SELECT s.archived_version, r.archive_no FROM partition p"
          + " JOIN stream s ON s.partition_no = p.partition_no AND s.name = ?2"
          + " LEFT JOIN archived_run r ON r.stream_no = s.stream_no WHERE p.name = ?1";

  private final Connection journal;
  private final long archiveNo;

  ArchivedStreams(Connection journal, long archiveNo) {
    this.journal = journal;
    this.archiveNo = archiveNo;
  }

  /** The name of the first that the journal does not know as archived; null if it knows all. */
  @Nullable String forgotten(Connection archive) throws SQLException {
    try (Statement sql = archive.createStatement();
        ResultSet left = sql.executeQuery(LEFT);
        PreparedStatement known = journal.prepareStatement(KNOWN)) {
      while (left.next()) {
        known.setString(1, left.getString(1));
        known.setString(2, left.getString(2));
        try (ResultSet row = known.executeQuery()) {
          if (!row.next()
              || row.getLong(1) < left.getLong(3)
              || (left.getString(1).equals(StreamId.RUNS) && row.getLong(2) != archiveNo)) {
            return left.getString(2);
          }
        }
      }
    }
    return null;
  }
}
