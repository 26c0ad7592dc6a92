package org.fleetreboot.journal.postgres.care;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.connect.PostgresSchema;
import org.fleetreboot.journal.postgres.statement.PostgresDialect;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.jspecify.annotations.Nullable;

/** Counts what is in a journal in PostgreSQL, also while nodes write to it. */
public final class PostgresStatistics {
  private static final String OURS =
      "('partition', 'stream', 'event_type', 'event', 'checkpoint', 'snapshot', 'open_stream',"
          + " 'gap', 'run', 'step', 'run_group', 'run_device', 'fleet', 'followed')";

  private PostgresStatistics() {}

  /** The heads of the partitions, in the order of their names. */
  public static List<ChainHead> heads(PostgresAddress address) {
    PostgresSchema.requireCurrent(address);
    try (Connection connection = PostgresConnections.source(address).getConnection()) {
      return heads(connection);
    } catch (SQLException failed) {
      throw PostgresErrors.whileReading(address, failed);
    }
  }

  private static List<ChainHead> heads(Connection connection) throws SQLException {
    return PartitionHead.stored(connection).entrySet().stream()
        .map(e -> new ChainHead(e.getKey(), e.getValue().position(), e.getValue().hash()))
        .sorted(Comparator.comparing(ChainHead::partition))
        .toList();
  }

  /** Counts every event once. */
  public static JournalStatistics read(PostgresAddress address) {
    PostgresSchema.requireCurrent(address);
    try (Connection connection = PostgresConnections.patientSource(address).getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(new PostgresDialect().beginRead());
      Map<String, Long> tables = tables(sql);
      JournalStatistics statistics =
          new JournalStatistics(
              tables.values().stream().mapToLong(Long::longValue).sum(),
              0,
              number(sql, "SELECT count(*) FROM event"),
              number(sql, "SELECT count(*) FROM stream"),
              open(sql, "run/"),
              open(sql, "device/"),
              recorded(sql, "min"),
              recorded(sql, "max"),
              heads(connection),
              tables,
              List.of());
      sql.execute("ROLLBACK");
      return statistics;
    } catch (SQLException failed) {
      throw PostgresErrors.whileReading(address, failed);
    }
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long open(Statement sql, String prefix) throws SQLException {
    return number(
        sql,
        "SELECT count(*) FROM open_stream JOIN stream USING (stream_no) WHERE starts_with(name, '"
            + prefix
            + "')");
  }

  /** Of the first or last event of any partition. */
  private static @Nullable Instant recorded(Statement sql, String which) throws SQLException {
    try (ResultSet row = sql.executeQuery("SELECT " + which + "(recorded_at) FROM event")) {
      row.next();
      long millis = row.getLong(1);
      return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
  }

  private static Map<String, Long> tables(Statement sql) throws SQLException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    try (ResultSet row =
        sql.executeQuery(
            """
            SELECT name, size FROM (
              SELECT relname AS name, pg_table_size(oid) AS size FROM pg_class
              WHERE relkind = 'r' AND relname IN %1$s AND pg_table_is_visible(oid)
              UNION ALL SELECT relname || ' (index)', pg_indexes_size(oid) FROM pg_class
              WHERE relkind = 'r' AND relname IN %1$s AND pg_table_is_visible(oid)) sizes
            ORDER BY size DESC, name
            """
                .formatted(OURS))) {
      while (row.next()) {
        bytes.put(row.getString(1), row.getLong(2));
      }
    }
    return bytes;
  }
}
