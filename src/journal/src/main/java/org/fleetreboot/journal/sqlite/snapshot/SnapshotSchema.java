package org.fleetreboot.journal.sqlite.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.sqlite.statement.Pragma;

/** The tables of snapshots in a file. */
public final class SnapshotSchema {
  public static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE snapshot(
            stream_no INTEGER PRIMARY KEY REFERENCES stream,
            version INTEGER NOT NULL,
            state BLOB NOT NULL) STRICT
          """,
          "CREATE TABLE open_stream(stream_no INTEGER PRIMARY KEY REFERENCES stream) STRICT",
          "CREATE TABLE snapshot_format(format INTEGER NOT NULL) STRICT");

  private SnapshotSchema() {}

  /** As told when snapshots were last discarded; 0 if it was never told. */
  public static int format(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return (int) Pragma.number(sql, "SELECT max(format) FROM snapshot_format");
    }
  }

  /** Opens the stored streams and drops their snapshots, unless events of theirs are archived. */
  public static void discard(Connection connection, int format) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "DELETE FROM snapshot WHERE stream_no IN"
              + " (SELECT stream_no FROM stream WHERE archived_version = 0)");
      sql.executeUpdate(
          "INSERT OR IGNORE INTO open_stream"
              + " SELECT stream_no FROM stream WHERE archived_version = 0");
      sql.executeUpdate("DELETE FROM snapshot_format");
      sql.executeUpdate("INSERT INTO snapshot_format VALUES (" + format + ")");
    }
  }
}
