package org.fleetreboot.journal.sqlite.archive.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What leaves a stream is always its beginning, in this move and in each archive of it: so what
 * stays, and what an archive has, lacks no version between two others. Runs share the streams of
 * devices alone.
 */
final class ArchiveOrder {
  private final Statement sql;

  private ArchiveOrder(Statement sql) {
    this.sql = sql;
  }

  /** Holds back runs of {@link ArchivableRuns}, and lets others leave with a later month. */
  static void keep(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      ArchiveOrder order = new ArchiveOrder(sql);
      order.forgetHeld();
      order.holdBackBehindWhatStays();
      order.leaveAfterOlderEvents();
    }
  }

  private void holdBackBehindWhatStays() throws SQLException {
    int held;
    do {
      held =
          sql.executeUpdate(
              """
              UPDATE temp.old_run SET held = 'an older run of the same device, which stays'
              WHERE held IS NULL AND run IN (
                SELECT o.run FROM temp.old_event o CROSS JOIN (
                  SELECT s.stream_no, (
                    SELECT e.version FROM event e WHERE e.stream_no = s.stream_no AND NOT EXISTS (
                      SELECT 1 FROM temp.old_event x WHERE x.sequence = e.sequence)
                    ORDER BY e.version LIMIT 1) AS version
                  FROM (SELECT DISTINCT stream_no FROM temp.old_event) s) stays
                ON stays.stream_no = o.stream_no WHERE o.version > stays.version)
              """);
      forgetHeld();
    } while (held > 0);
  }

  private void forgetHeld() throws SQLException {
    sql.executeUpdate(
        """
        DELETE FROM temp.old_event WHERE run IN (
          SELECT run FROM temp.old_run WHERE held IS NOT NULL)
        """);
  }

  /** Two runs that took turns on a device leave with the later month of the two. */
  private void leaveAfterOlderEvents() throws SQLException {
    while (sql.executeUpdate(
            """
            UPDATE temp.old_run SET month = later.month FROM (
              SELECT run, max(month) AS month FROM (
                SELECT o.run, max(r.month) OVER (
                  PARTITION BY o.stream_no ORDER BY o.version) AS month
                FROM temp.old_event o CROSS JOIN temp.old_run r ON r.run = o.run)
              GROUP BY run) later
            WHERE later.run = old_run.run AND later.month > old_run.month
            """)
        > 0) {
      // A run that leaves later may make others leave later.
    }
  }
}
