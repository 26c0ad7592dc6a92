package org.fleetreboot.journal.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.journal.NewEvent;

/** The statements of the writer. Rows are inserted by {@link #flush} at the latest. */
final class Tables {
  private final Connection connection;
  private final MultiRowInsert events;
  private final MultiRowInsert streams;
  private final PreparedStatement newPartition;
  private final PreparedStatement newCheckpoint;
  private final PreparedStatement head;

  Tables(Connection connection) throws SQLException {
    this.connection = connection;
    events =
        new MultiRowInsert(
            connection,
            "event(partition_no, position, stream_no, version, event_id, type, recorded_at, data)",
            8);
    streams = new MultiRowInsert(connection, "stream(stream_no, partition_no, name)", 3);
    newPartition =
        connection.prepareStatement("INSERT INTO partition(partition_no, name) VALUES (?, ?)");
    newCheckpoint =
        connection.prepareStatement(
            """
            INSERT INTO checkpoint(subscription, partition_no, position) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET position = excluded.position
            """);
    head =
        connection.prepareStatement(
            """
            SELECT stream_no, (SELECT max(version) FROM event e WHERE e.stream_no = s.stream_no)
            FROM stream s WHERE partition_no = ? AND name = ?
            """);
  }

  /** Every partition with its number and the position of its last event. */
  Map<String, PartitionHead> partitionHeads() throws SQLException {
    Map<String, PartitionHead> heads = new HashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                """
                SELECT name, partition_no,
                  (SELECT max(position) FROM event e WHERE e.partition_no = p.partition_no)
                FROM partition p
                """)) {
      while (row.next()) {
        heads.put(row.getString(1), new PartitionHead(row.getLong(2), row.getLong(3)));
      }
    }
    return heads;
  }

  /** The highest stream number so far; 0 = none. */
  long lastStreamNo() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return Pragma.number(sql, "SELECT max(stream_no) FROM stream");
    }
  }

  /** Number and version of a stream, without rows that wait for {@link #flush}. */
  Optional<StreamHead> streamHead(long partitionNo, String name) throws SQLException {
    head.setLong(1, partitionNo);
    head.setString(2, name);
    try (ResultSet row = head.executeQuery()) {
      return row.next()
          ? Optional.of(new StreamHead(row.getLong(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  void addPartition(long partitionNo, String name) throws SQLException {
    newPartition.setLong(1, partitionNo);
    newPartition.setString(2, name);
    newPartition.executeUpdate();
  }

  void addStream(long streamNo, long partitionNo, String name) throws SQLException {
    streams.add(streamNo, partitionNo, name);
  }

  void addEvent(
      long partitionNo, long position, long streamNo, long version, NewEvent event, long millis)
      throws SQLException {
    events.add(
        partitionNo,
        position,
        streamNo,
        version,
        bytes(event.id()),
        event.type(),
        millis,
        event.data());
  }

  void saveCheckpoint(String subscription, long partitionNo, long position) throws SQLException {
    newCheckpoint.setString(1, subscription);
    newCheckpoint.setLong(2, partitionNo);
    newCheckpoint.setLong(3, position);
    newCheckpoint.executeUpdate();
  }

  void flush() throws SQLException {
    streams.flush();
    events.flush();
  }

  /** Forgets the rows that wait for {@link #flush}. */
  void clear() {
    streams.clear();
    events.clear();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
