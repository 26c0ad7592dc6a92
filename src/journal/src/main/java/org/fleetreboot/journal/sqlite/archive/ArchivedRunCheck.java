package org.fleetreboot.journal.sqlite.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.JournalDamaged;

/**
 * Compares how many runs have left the journal for each archive with how many it still knows. A run
 * that it has forgotten would be accepted once more, and its devices called again.
 */
public final class ArchivedRunCheck {
  private static final String FORGOTTEN =
      """
      SELECT a.file, a.runs, ifnull(k.runs, 0) FROM archive a LEFT JOIN (
        SELECT r.archive_no, count(*) AS runs FROM archived_run r JOIN stream s USING(stream_no)
        GROUP BY r.archive_no) k USING(archive_no)
      WHERE a.archive_no > 0 AND a.runs > ifnull(k.runs, 0)
      """;

  private ArchivedRunCheck() {}

  /**
   * Refuses a journal that has forgotten archived runs.
   *
   * @throws JournalDamaged if it has
   */
  public static void require(Connection connection, Path file) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet archive = sql.executeQuery(FORGOTTEN)) {
      if (archive.next()) {
        throw new JournalDamaged(
            file,
            "of the runs that have left it for archive %s it knows only %d of %d"
                .formatted(archive.getString(1), archive.getLong(3), archive.getLong(2)));
      }
    }
  }
}
