package org.fleetreboot.journal.sqlite.archive.move;

import java.sql.SQLException;
import java.sql.Statement;

/** Removes the rows of the read models when runs leave a journal. */
final class ReadModelMove {
  private ReadModelMove() {}

  /** Removes the rows of those runs. */
  static void remove(Statement sql, String runs) throws SQLException {
    sql.executeUpdate(
        """
        DELETE FROM main.run_device WHERE entry_no IN (
          SELECT d.entry_no FROM main.run_group g
          CROSS JOIN main.run_device d
            ON d.entry_no BETWEEN g.group_no << 24 AND (g.group_no << 24) + 0xFFFFFF
          WHERE g.run IN %s)
        """
            .formatted(runs));
    sql.executeUpdate("DELETE FROM main.run_group WHERE run IN " + runs);
    sql.executeUpdate(
        "DELETE FROM main.step WHERE run_no IN (SELECT run_no FROM main.run WHERE run IN %s)"
            .formatted(runs));
    sql.executeUpdate("DELETE FROM main.run WHERE run IN " + runs);
  }
}
