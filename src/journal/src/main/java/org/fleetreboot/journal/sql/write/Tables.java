package org.fleetreboot.journal.sql.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sql.event.TypeNumbers;
import org.fleetreboot.journal.sql.snapshot.SnapshotTables;
import org.fleetreboot.journal.sql.statement.Column;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.sql.statement.RowInsert;
import org.jspecify.annotations.Nullable;

/** The statements of the writer. Rows are inserted by {@link #flush} at the latest. */
public abstract class Tables {
  private final HashChain chain = new HashChain();
  private final List<InlineProjection> projections = new ArrayList<>();
  private final RowInsert streams;
  private final TypeNumbers types;
  private final SnapshotTables snapshots;
  private final PreparedStatement checkpoint;
  private final PreparedStatement head;

  protected Tables(Connection connection, Dialect dialect) throws SQLException {
    streams =
        dialect.insert(
            connection,
            "stream",
            Column.number("stream_no"),
            Column.number("partition_no"),
            Column.text("name"));
    types = new TypeNumbers(connection);
    snapshots = new SnapshotTables(connection, dialect);
    checkpoint =
        connection.prepareStatement(
            """
            INSERT INTO checkpoint(subscription, partition_no, position) VALUES (?, ?, ?)
            ON CONFLICT(subscription, partition_no) DO UPDATE SET position = excluded.position
            """);
    // The events up to the archived version have left, so any that is there is newer.
    head =
        connection.prepareStatement(
            """
            SELECT stream_no, coalesce(
              (SELECT max(version) FROM event e WHERE e.stream_no = s.stream_no), archived_version),
              EXISTS (SELECT 1 FROM open_stream o WHERE o.stream_no = s.stream_no)
            FROM stream s WHERE partition_no = ? AND name = ?
            """);
  }

  /** Has the projection follow the events from now on. */
  public final void project(InlineProjection projection) {
    projections.add(projection);
  }

  /** The partitions that this writer may write to, each with its number and its last event. */
  public abstract Map<String, PartitionHead> partitionHeads() throws SQLException;

  /**
   * Refuses a partition that another node writes to; a new one is no other's.
   *
   * @throws PartitionLost if it does not belong to this writer
   */
  protected void requireOwned(String partition) {}

  /** Something of that partition is about to be written. */
  protected void touch(PartitionHead head) {}

  /** Stores a new partition, and returns its head. */
  protected abstract PartitionHead addPartition(String name) throws SQLException;

  /** Stores where a partition ends. */
  protected abstract void savePartitionHead(PartitionHead head) throws SQLException;

  /** The number of the next stream of that partition. */
  protected abstract long nextStreamNo(long partitionNo) throws SQLException;

  /** Where a stream ends, without rows that wait for {@link #flush}; null if there is none. */
  final @Nullable StreamHead streamHead(long partitionNo, String name) throws SQLException {
    head.setLong(1, partitionNo);
    head.setString(2, name);
    try (ResultSet row = head.executeQuery()) {
      return row.next() ? new StreamHead(row.getLong(1), row.getLong(2), row.getBoolean(3)) : null;
    }
  }

  final void addStream(long streamNo, long partitionNo, String name) throws SQLException {
    streams.add(streamNo, partitionNo, name);
  }

  /** Adds an event after the head of its partition, and returns the new head. */
  public final PartitionHead addEvent(
      PartitionHead before,
      StreamId stream,
      long streamNo,
      long version,
      NewEvent event,
      long millis)
      throws SQLException {
    long position = before.position() + 1;
    byte[] hash =
        chain.next(
            before.hash(),
            position,
            stream.name(),
            version,
            event.id(),
            event.type(),
            millis,
            event.data());
    insertEvent(
        Sequence.of(before.partitionNo(), position),
        streamNo,
        version,
        event,
        types.of(event.type()),
        millis,
        hash);
    for (InlineProjection projection : projections) {
      projection.added(stream, streamNo, position, version, event, millis);
    }
    return new PartitionHead(before.partitionNo(), position, hash);
  }

  protected abstract void insertEvent(
      long sequence,
      long streamNo,
      long version,
      NewEvent event,
      long typeNo,
      long millis,
      byte[] hash)
      throws SQLException;

  final void saveCheckpoint(String subscription, long partitionNo, long position)
      throws SQLException {
    checkpoint.setString(1, subscription);
    checkpoint.setLong(2, partitionNo);
    checkpoint.setLong(3, position);
    checkpoint.executeUpdate();
  }

  /** Throws the snapshots away that this writer may write; the rows that wait are stored first. */
  protected abstract void discardSnapshots(int format) throws SQLException;

  /** Stores all rows that wait. */
  public final void flush() throws SQLException {
    streams.flush();
    flushEvents();
    snapshots.flush();
    for (InlineProjection projection : projections) {
      projection.flush();
    }
  }

  /** Throws the snapshots away, and makes those of streams with archived events anew. */
  protected void refoldSnapshots(int format, ArchivedStates states, LongWork work)
      throws SQLException {
    discardSnapshots(format);
  }

  protected abstract void flushEvents() throws SQLException;

  public final SnapshotTables snapshots() {
    return snapshots;
  }

  /**
   * A conflict may come from damage, where only one program writes.
   *
   * @param version of the stream's last event
   * @throws org.fleetreboot.journal.JournalDamaged if it does
   */
  protected void requireWhole(StreamId stream, long version) throws SQLException {}

  protected final HashChain chain() {
    return chain;
  }
}
