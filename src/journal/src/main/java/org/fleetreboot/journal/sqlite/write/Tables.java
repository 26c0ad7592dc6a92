package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.event.EventInsert;
import org.fleetreboot.journal.sqlite.event.PartitionHead;
import org.fleetreboot.journal.sqlite.event.Sequence;
import org.fleetreboot.journal.sqlite.event.TypeNumbers;
import org.fleetreboot.journal.sqlite.refold.Refold;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotTables;
import org.fleetreboot.journal.sqlite.statement.MultiRowInsert;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.jspecify.annotations.Nullable;

/** The statements of the writer. Rows are inserted by {@link #flush} at the latest. */
public final class Tables {
  private final Connection connection;
  private final ForeignWrites foreign;
  private final StreamCheck streamCheck;
  private final EventInsert events;
  private final MultiRowInsert streams;
  private final TypeNumbers types;
  private final HashChain chain = new HashChain();
  private final List<InlineProjection> projections = new ArrayList<>();
  private final SnapshotTables snapshots;
  private final PreparedStatement newPartition;
  private final PreparedStatement partitionHead;
  private final PreparedStatement newCheckpoint;
  private final PreparedStatement head;

  public Tables(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    foreign = new ForeignWrites(connection, file);
    streamCheck = new StreamCheck(connection, file);
    events = new EventInsert(connection);
    streams = new MultiRowInsert(connection, "stream(stream_no, partition_no, name)", 3);
    types = new TypeNumbers(connection);
    snapshots = new SnapshotTables(connection);
    newPartition =
        connection.prepareStatement(
            "INSERT INTO partition(partition_no, name, position, hash) VALUES (?, ?, ?, ?)");
    partitionHead =
        connection.prepareStatement(
            "UPDATE partition SET position = ?, hash = ? WHERE partition_no = ?");
    newCheckpoint =
        connection.prepareStatement(
            """
            INSERT INTO checkpoint(subscription, partition_no, position) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET position = excluded.position
            """);
    head =
        connection.prepareStatement(
            """
            SELECT stream_no, max(archived_version, ifnull(
              (SELECT max(version) FROM event e WHERE e.stream_no = s.stream_no), 0)),
              EXISTS (SELECT 1 FROM open_stream o WHERE o.stream_no = s.stream_no)
            FROM stream s WHERE partition_no = ? AND name = ?
            """);
  }

  /** Has the projection follow the events from now on. */
  void project(InlineProjection projection) {
    projections.add(projection);
  }

  /** Every partition with its number and its last event. */
  Map<String, PartitionHead> partitionHeads() throws SQLException {
    return PartitionHead.stored(connection);
  }

  /** The highest stream number so far; 0 = none. */
  long lastStreamNo() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return Pragma.number(sql, "SELECT max(stream_no) FROM stream");
    }
  }

  /** Where a stream ends, without rows that wait for {@link #flush}; null if there is none. */
  @Nullable StreamHead streamHead(long partitionNo, String name) throws SQLException {
    head.setLong(1, partitionNo);
    head.setString(2, name);
    try (ResultSet row = head.executeQuery()) {
      return row.next() ? new StreamHead(row.getLong(1), row.getLong(2), row.getBoolean(3)) : null;
    }
  }

  void addPartition(String name, PartitionHead head) throws SQLException {
    newPartition.setLong(1, head.partitionNo());
    newPartition.setString(2, name);
    newPartition.setLong(3, head.position());
    newPartition.setBytes(4, head.hash());
    newPartition.executeUpdate();
  }

  void savePartitionHead(PartitionHead head) throws SQLException {
    partitionHead.setLong(1, head.position());
    partitionHead.setBytes(2, head.hash());
    partitionHead.setLong(3, head.partitionNo());
    partitionHead.executeUpdate();
  }

  void addStream(long streamNo, long partitionNo, String name) throws SQLException {
    streams.add(streamNo, partitionNo, name);
  }

  /** Adds an event after the head of its partition, and returns the new head. */
  PartitionHead addEvent(
      PartitionHead head, StreamId stream, long streamNo, long version, NewEvent event, long millis)
      throws SQLException {
    long position = head.position() + 1;
    byte[] hash =
        chain.next(
            head.hash(),
            position,
            stream.name(),
            version,
            event.id(),
            event.type(),
            millis,
            event.data());
    events.add(
        Sequence.of(head.partitionNo(), position),
        streamNo,
        version,
        event,
        types.of(event.type()),
        millis,
        hash);
    for (InlineProjection projection : projections) {
      projection.added(stream, streamNo, position, version, event, millis);
    }
    return new PartitionHead(head.partitionNo(), position, hash);
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
    snapshots.flush();
    for (InlineProjection projection : projections) {
      projection.flush();
    }
  }

  SnapshotTables snapshots() {
    return snapshots;
  }

  /** As {@link Refold#snapshots}. */
  void refold(Path file, int format, ArchivedStates states, LongWork work) throws SQLException {
    Refold.snapshots(connection, snapshots, file, format, states, work);
  }

  /** What others write to the file. */
  ForeignWrites foreign() {
    return foreign;
  }

  /**
   * A conflict of the only writer comes from damage, unless the file is whole and its own.
   *
   * @param version of the stream's last event
   * @throws JournalDamaged if it is not
   */
  void requireWhole(StreamId stream, long version) throws SQLException {
    foreign.requireNone();
    flush();
    streamCheck.require(stream, version);
  }

  HashChain chain() {
    return chain;
  }
}
