package org.fleetreboot.journal.sqlite.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.sqlite.statement.MultiRowInsert;

/**
 * The snapshots of streams, and which streams are open: those that hold events behind their
 * snapshot, or have none. Derived from the events.
 */
public final class SnapshotTables {
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

  private final Connection connection;
  private final MultiRowInsert opened;
  private final MultiRowInsert saved;
  private final PreparedStatement close;
  private boolean closing;

  public SnapshotTables(Connection connection) throws SQLException {
    this.connection = connection;
    opened = new MultiRowInsert(connection, "open_stream(stream_no)", 1);
    saved = MultiRowInsert.replacing(connection, "snapshot(stream_no, version, state)", 3);
    close = connection.prepareStatement("DELETE FROM open_stream WHERE stream_no = ?");
  }

  /** A closed stream, or a new one, gets an event. */
  public void open(long streamNo) throws SQLException {
    if (closing) {
      flush(); // it may have been closed in this transaction
    }
    opened.add(streamNo);
  }

  /** Saves the state after the last event of a stream, and so closes it. */
  public void close(long streamNo, long version, byte[] state) throws SQLException {
    saved.add(streamNo, version, state);
    close.setLong(1, streamNo);
    close.addBatch();
    closing = true;
  }

  /** Opens the stored streams and drops their snapshots, unless events of theirs are archived. */
  public void discard(int format) throws SQLException {
    flush();
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

  public void flush() throws SQLException {
    opened.flush();
    saved.flush();
    if (closing) {
      close.executeBatch();
      closing = false;
    }
  }
}
