package org.fleetreboot.journal.sql.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * No subscription has got more events than there are: it would not get the next ones, and a run
 * would leave for an archive too early.
 */
final class CheckpointCheck {
  private CheckpointCheck() {}

  static void require(Connection connection, Findings findings) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                """
                SELECT k.subscription, k.position, p.name, coalesce(p.position, 0)
                FROM checkpoint k LEFT JOIN partition p ON p.partition_no = k.partition_no
                WHERE p.name IS NULL OR k.position < 0 OR k.position > p.position
                ORDER BY k.subscription, k.partition_no
                """)) {
      while (row.next()) {
        findings.add(
            "The checkpoint of subscription %s is event %d of %s, which ends at event %d"
                .formatted(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3) == null ? "no partition" : row.getString(3),
                    row.getLong(4)));
      }
    }
  }
}
