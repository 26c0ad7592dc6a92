package org.fleetreboot.journal.sqlite.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.event.EventRows;
import org.fleetreboot.journal.sql.event.Sequence;

/**
 * Compares where the partitions should end with their last events: a torn copy or a lost page
 * seldom keeps both. It costs a few pages, however long the journal is.
 */
public final class HeadCheck {
  private HeadCheck() {}

  /**
   * In one query, because a program may be writing.
   *
   * @throws JournalDamaged if they differ
   */
  public static void require(Connection connection, Path file) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT p.name, p.position, p.hash, e.sequence, e.hash,"
                    + " (SELECT max(sequence) FROM event), (SELECT min(sequence) FROM event),"
                    + " (SELECT max(partition_no) FROM partition)"
                    + " FROM (SELECT 1) LEFT JOIN partition p ON 1 LEFT JOIN event e"
                    + " ON e.sequence = (SELECT max(sequence) FROM event WHERE sequence > "
                    + Sequence.START
                    + " AND sequence <= "
                    + Sequence.END
                    + ")")) {
      while (row.next()) {
        if (Sequence.partitionNo(row.getLong(6)) > row.getLong(8) || row.getLong(7) < 0) {
          throw new JournalDamaged(file, "it has events of no partition");
        }
        if (row.getString(1) != null) {
          requireSame(file, row);
        }
      }
    }
    requireNames(connection, file);
  }

  /** The chain begins with the name of the partition, so its first event knows that name. */
  private static void requireNames(Connection connection, Path file) throws SQLException {
    EventRows rows = new EventRows(connection, file.toString());
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT "
                    + EventRows.COLUMNS
                    + ", p.name, s.name FROM partition p NOT INDEXED JOIN event e ON e.sequence = ("
                    + Sequence.START.replace("partition_no", "p.partition_no")
                    + ") + 1 JOIN stream s ON s.stream_no = e.stream_no")) {
      while (row.next()) {
        rows.read(row, new StreamId(row.getString(8), row.getString(9)), null);
      }
    }
  }

  private static void requireSame(Path file, ResultSet row) throws SQLException {
    long head = row.getLong(2);
    long last = Sequence.position(row.getLong(4));
    if (head != last) {
      throw new JournalDamaged(
          file,
          "%s should end at event %d, and its last event is %d"
              .formatted(row.getString(1), head, last));
    }
    if (last > 0 && !Arrays.equals(row.getBytes(3), row.getBytes(5))) {
      throw new JournalDamaged(
          file, "the last event of %s, %d, is another one".formatted(row.getString(1), last));
    }
  }
}
