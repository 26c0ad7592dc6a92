package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.write.Tables;
import org.fleetreboot.journal.sqlite.event.EventInsert;
import org.fleetreboot.journal.sqlite.refold.Refold;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotSchema;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;

/** The statements of the only writer of a file. */
public final class SqliteTables extends Tables {
  private final Connection connection;
  private final Path file;
  private final ForeignWrites foreign;
  private final StreamCheck streamCheck;
  private final EventInsert events;
  private final PreparedStatement newPartition;
  private final PreparedStatement partitionHead;
  private long lastPartitionNo;
  private long lastStreamNo;

  public SqliteTables(Connection connection, Path file) throws SQLException {
    super(connection, new SqliteDialect());
    this.connection = connection;
    this.file = file;
    foreign = new ForeignWrites(connection, file);
    streamCheck = new StreamCheck(connection, file);
    events = new EventInsert(connection);
    newPartition =
        connection.prepareStatement(
            "INSERT INTO partition(partition_no, name, position, hash) VALUES (?, ?, 0, ?)");
    partitionHead =
        connection.prepareStatement(
            "UPDATE partition SET position = ?, hash = ? WHERE partition_no = ?");
    try (Statement sql = connection.createStatement()) {
      lastPartitionNo = Pragma.number(sql, "SELECT max(partition_no) FROM partition");
      lastStreamNo = Pragma.number(sql, "SELECT max(stream_no) FROM stream");
    }
  }

  @Override
  public Map<String, PartitionHead> partitionHeads() throws SQLException {
    return PartitionHead.stored(connection);
  }

  @Override
  protected PartitionHead addPartition(String name) throws SQLException {
    PartitionHead added = new PartitionHead(++lastPartitionNo, 0, chain().start(name));
    newPartition.setLong(1, added.partitionNo());
    newPartition.setString(2, name);
    newPartition.setBytes(3, added.hash());
    newPartition.executeUpdate();
    return added;
  }

  @Override
  protected void savePartitionHead(PartitionHead head) throws SQLException {
    partitionHead.setLong(1, head.position());
    partitionHead.setBytes(2, head.hash());
    partitionHead.setLong(3, head.partitionNo());
    partitionHead.executeUpdate();
  }

  /** One series for all partitions: small numbers take less room. */
  @Override
  protected long nextStreamNo(long partitionNo) {
    return ++lastStreamNo;
  }

  @Override
  protected void insertEvent(
      long sequence,
      long streamNo,
      long version,
      NewEvent event,
      long typeNo,
      long millis,
      byte[] hash)
      throws SQLException {
    events.add(sequence, streamNo, version, event, typeNo, millis, hash);
  }

  @Override
  protected void flushEvents() throws SQLException {
    events.flush();
  }

  @Override
  protected void discardSnapshots(int format) throws SQLException {
    SnapshotSchema.discard(connection, format);
  }

  @Override
  protected void refoldSnapshots(int format, ArchivedStates states, LongWork work)
      throws SQLException {
    Refold.snapshots(connection, file, format, states, work);
  }

  /** What others write to the file. */
  ForeignWrites foreign() {
    return foreign;
  }

  /**
   * A conflict of the only writer comes from damage, unless the file is whole and its own.
   *
   * @throws JournalDamaged if it is not
   */
  @Override
  protected void requireWhole(StreamId stream, long version) throws SQLException {
    foreign.requireNone();
    flush();
    streamCheck.require(stream, version);
  }
}
