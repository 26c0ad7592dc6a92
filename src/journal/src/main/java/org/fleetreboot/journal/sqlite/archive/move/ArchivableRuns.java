package org.fleetreboot.journal.sqlite.archive.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sqlite.statement.Pragma;

/**
 * The runs that may leave the journal, with all their events, in temporary tables of one
 * connection.
 *
 * <p>A run leaves as a whole or not at all, and in the order that {@link ArchiveOrder} keeps. It
 * stays while the rules may still need one of its events: one that no snapshot of its stream
 * covers. It stays, too, while a subscriber has not got all its events, and while it holds the last
 * event of a partition, at which the journal goes on. What is recorded of a run after it left, such
 * as a note, leaves in the same way.
 */
final class ArchivableRuns {
  private final Connection connection;

  private ArchivableRuns(Connection connection) {
    this.connection = connection;
  }

  /** Finds the runs that ended before that time. */
  static ArchivableRuns find(Connection connection, long endedBeforeMillis) throws SQLException {
    ArchivableRuns runs = new ArchivableRuns(connection);
    try (Statement sql = connection.createStatement()) {
      sql.execute("DROP TABLE IF EXISTS temp.old_run");
      sql.execute("DROP TABLE IF EXISTS temp.old_event");
      sql.execute(
          """
          CREATE TEMP TABLE old_run(
            run TEXT PRIMARY KEY, stream_no INTEGER, month TEXT, held TEXT, late INTEGER)
          """);
      sql.execute(
          """
          CREATE TEMP TABLE old_event(
            sequence INTEGER PRIMARY KEY, stream_no INTEGER, version INTEGER, run TEXT)
          """);
    }
    runs.findRuns(endedBeforeMillis);
    runs.findArchivedRuns();
    runs.findEvents();
    runs.dateLateEvents(endedBeforeMillis);
    runs.holdBack();
    ArchiveOrder.keep(connection);
    return runs;
  }

  private void findRuns(long endedBeforeMillis) throws SQLException {
    try (PreparedStatement runs =
        connection.prepareStatement(
            """
            INSERT INTO temp.old_run
            SELECT substr(s.name, 5), s.stream_no,
              strftime('%%Y-%%m', max(e.recorded_at) / 1000, 'unixepoch'), NULL, FALSE
            FROM partition p CROSS JOIN event e ON e.sequence > %s AND e.sequence <= %s
            CROSS JOIN stream s ON s.stream_no = e.stream_no
            WHERE p.name = ? AND e.type_no = (
              SELECT type_no FROM event_type WHERE name = 'run.settled.v1')
            GROUP BY s.stream_no HAVING max(e.recorded_at) < ?
            """
                .formatted(of("p", Sequence.START), of("p", Sequence.END)))) {
      runs.setString(1, StreamId.RUNS);
      runs.setLong(2, endedBeforeMillis);
      runs.executeUpdate();
    }
  }

  /** Something may have been recorded of a run after it left. */
  private void findArchivedRuns() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          """
          INSERT INTO temp.old_run SELECT substr(name, 5), stream_no, NULL, NULL, TRUE
          FROM archived_run JOIN stream USING(stream_no)
          """);
    }
  }

  /** Late events of an archived run leave like a run that ended with the last of them. */
  private void dateLateEvents(long endedBeforeMillis) throws SQLException {
    try (PreparedStatement month =
            connection.prepareStatement(
                """
                UPDATE temp.old_run SET month = l.month FROM (
                  SELECT o.run, strftime('%Y-%m', max(e.recorded_at) / 1000, 'unixepoch') AS month
                  FROM temp.old_run r CROSS JOIN temp.old_event o ON o.run = r.run
                  CROSS JOIN event e ON e.sequence = o.sequence
                  WHERE r.late GROUP BY o.run HAVING max(e.recorded_at) < ?) l
                WHERE l.run = old_run.run
                """);
        Statement sql = connection.createStatement()) {
      month.setLong(1, endedBeforeMillis);
      month.executeUpdate();
      sql.executeUpdate(
          "DELETE FROM temp.old_event WHERE run IN (SELECT run FROM temp.old_run WHERE month IS NULL)");
      sql.executeUpdate("DELETE FROM temp.old_run WHERE month IS NULL");
    }
  }

  private void findEvents() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          """
          INSERT INTO temp.old_event SELECT e.sequence, e.stream_no, e.version, r.run
          FROM temp.old_run r CROSS JOIN event e ON e.stream_no = r.stream_no
          """);
      sql.executeUpdate(
          """
          INSERT INTO temp.old_event SELECT e.sequence, e.stream_no, e.version, r.run
          FROM partition p CROSS JOIN temp.old_run r
          CROSS JOIN stream s ON s.partition_no = p.partition_no
            AND s.name > 'group/' || r.run || '/' AND s.name < 'group/' || r.run || '0'
          CROSS JOIN event e ON e.stream_no = s.stream_no
          """);
      sql.executeUpdate(
          """
          INSERT INTO temp.old_event SELECT e.sequence, e.stream_no, e.version, r.run
          FROM event e CROSS JOIN stream s ON s.stream_no = e.stream_no
          CROSS JOIN temp.old_run r ON r.run = json_extract(CAST(e.data AS TEXT), '$.run')
          WHERE s.name > 'device/' AND s.name < 'device0'
          """);
    }
  }

  private void holdBack() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          """
          UPDATE temp.old_run SET held = 'the last event of a partition' WHERE run IN (
            SELECT o.run FROM partition p
            JOIN temp.old_event o ON o.sequence = (p.partition_no << 40) + p.position)
          """);
      sql.executeUpdate(
          """
          UPDATE temp.old_run SET held = 'a device or a step that is still open' WHERE run IN (
            SELECT o.run FROM temp.old_event o LEFT JOIN snapshot n ON n.stream_no = o.stream_no
            WHERE n.version IS NULL OR n.version < o.version)
          """);
      sql.executeUpdate(
          """
          UPDATE temp.old_run SET held = (
            SELECT 'subscription ' || c.subscription || ', which has not got all its events'
            FROM (SELECT DISTINCT subscription FROM checkpoint) c CROSS JOIN partition p
            WHERE EXISTS (SELECT 1 FROM temp.old_event o WHERE o.run = old_run.run
              AND o.sequence >> 40 = p.partition_no
              AND o.sequence > (p.partition_no << 40) + ifnull((
                SELECT position FROM checkpoint k WHERE k.subscription = c.subscription
                  AND k.partition_no = p.partition_no), 0)) LIMIT 1)
          WHERE held IS NULL
          """);
    }
  }

  /** The months of the runs that leave, in order. */
  List<String> months() throws SQLException {
    List<String> months = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT DISTINCT month FROM temp.old_run WHERE held IS NULL ORDER BY month")) {
      while (row.next()) {
        months.add(row.getString(1));
      }
    }
    return months;
  }

  /** How many runs of a month leave. */
  long runs(String month) throws SQLException {
    return number(
        "SELECT count(*) FROM temp.old_run WHERE held IS NULL AND NOT late AND month = '"
            + month
            + "'");
  }

  /** How many events of a month leave. */
  long events(String month) throws SQLException {
    return number("SELECT count(*) FROM temp.old_event WHERE run IN " + runsOf(month));
  }

  /** About how many bytes of the journal a month takes. */
  long bytes(String month) throws SQLException {
    // Beside its data an event has 110 bytes: its id, its hash, its numbers and its index.
    return number(
        "SELECT ifnull(sum(length(e.data) + 110), 0) FROM temp.old_event o"
            + " JOIN event e ON e.sequence = o.sequence WHERE o.run IN "
            + runsOf(month));
  }

  /** How many old runs stay, by what holds them back. */
  Map<String, Long> held() throws SQLException {
    Map<String, Long> held = new TreeMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT held, count(*) FROM temp.old_run WHERE held IS NOT NULL AND NOT late"
                    + " GROUP BY held")) {
      while (row.next()) {
        held.put(row.getString(1), row.getLong(2));
      }
    }
    return held;
  }

  /** SQL for the runs of a month that leave. */
  static String runsOf(String month) {
    return "(SELECT run FROM temp.old_run WHERE held IS NULL AND month = '" + month + "')";
  }

  private long number(String query) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return Pragma.number(sql, query);
    }
  }

  private static String of(String table, String sql) {
    return sql.replace("partition_no", table + ".partition_no");
  }
}
