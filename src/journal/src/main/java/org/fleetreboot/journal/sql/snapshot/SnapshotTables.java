package org.fleetreboot.journal.sql.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.sql.statement.Column;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.sql.statement.RowInsert;

/**
 * Writes the snapshots of streams, and which streams are open: those that hold events behind their
 * snapshot, or have none. Both are derived from the events. Nothing is stored before {@link
 * #flush}.
 */
public final class SnapshotTables {
  private final RowInsert open;
  private final RowInsert save;
  private final PreparedStatement close;
  private final Map<Long, State> saved = new LinkedHashMap<>();
  private final Set<Long> opened = new LinkedHashSet<>();
  private final Set<Long> closed = new LinkedHashSet<>();

  // An array, because it goes to the row as it is.
  @SuppressWarnings("ArrayRecordComponent")
  private record State(long version, byte[] bytes) {}

  public SnapshotTables(Connection connection, Dialect dialect) throws SQLException {
    open = dialect.insert(connection, "open_stream", Column.number("stream_no"));
    save =
        dialect.replace(
            connection,
            "snapshot",
            Column.number("stream_no"),
            Column.number("version"),
            Column.bytes("state"));
    close = connection.prepareStatement("DELETE FROM open_stream WHERE stream_no = ?");
  }

  /** A closed stream, or a new one, gets an event. */
  public void open(long streamNo) {
    // One that was closed in this transaction is open in the table.
    if (!closed.remove(streamNo)) {
      opened.add(streamNo);
    }
  }

  /** Saves the state after the last event of a stream, and so closes it. */
  public void close(long streamNo, long version, byte[] state) {
    saved.put(streamNo, new State(version, state));
    // One that was opened in this transaction is not in the table.
    if (!opened.remove(streamNo)) {
      closed.add(streamNo);
    }
  }

  /** Stores what was opened and closed. */
  public void flush() throws SQLException {
    for (long streamNo : opened) {
      open.add(streamNo);
    }
    opened.clear();
    open.flush();
    for (Map.Entry<Long, State> one : saved.entrySet()) {
      save.add(one.getKey(), one.getValue().version(), one.getValue().bytes());
    }
    saved.clear();
    save.flush();
    for (long streamNo : closed) {
      close.setLong(1, streamNo);
      close.addBatch();
    }
    if (!closed.isEmpty()) {
      close.executeBatch();
      closed.clear();
    }
  }
}
