package org.fleetreboot.journal.postgres.write;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.postgres.statement.PostgresDialect;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sql.readmodel.GroupNumbers;
import org.fleetreboot.journal.sql.write.Tables;

/**
 * The statements of a node over one connection, from one commit to the next rollback. Whatever it
 * writes, the partition is fenced in the same transaction.
 */
final class PostgresTables extends Tables {
  private final Connection connection;
  private final Map<String, Owned> owned;
  private final Set<String> inDoubt;
  private final Map<Long, Owned> byNumber = new HashMap<>();
  private final FencedInsert events;
  private final GroupNumbers groupNumbers;
  private final Map<Long, FencedInsert.Batch> touched = new HashMap<>();
  private final Map<Long, Long> lastStreamNo = new HashMap<>();

  /**
   * @param inDoubt partitions that others have taken while a commit to them was under way
   */
  PostgresTables(Connection connection, Map<String, Owned> owned, Set<String> inDoubt)
      throws SQLException {
    super(connection, new PostgresDialect());
    this.inDoubt = new HashSet<>(inDoubt);
    this.connection = connection;
    this.owned = new HashMap<>(owned);
    index();
    events = new FencedInsert(connection);
    groupNumbers = new PartitionGroupNumbers(connection, this.owned);
  }

  private void index() {
    for (Owned one : owned.values()) {
      byNumber.put(one.head().partitionNo(), one);
      lastStreamNo.put(one.head().partitionNo(), one.lastStreamNo());
    }
  }

  @Override
  public Map<String, PartitionHead> partitionHeads() {
    Map<String, PartitionHead> heads = new HashMap<>();
    owned.forEach((name, one) -> heads.put(name, one.head()));
    return heads;
  }

  @Override
  protected void requireOwned(String partition) {
    if (!owned.containsKey(partition)) {
      throw inDoubt.contains(partition)
          ? PartitionLost.inDoubt(partition)
          : PartitionLost.of(partition);
    }
  }

  @Override
  protected PartitionHead addPartition(String name) {
    throw new IllegalStateException("A partition is created when it is taken, not so " + name);
  }

  @Override
  protected void touch(PartitionHead head) {
    batch(head.partitionNo());
  }

  /** A conflict counts only as long as the partition is this node's: the heads are stale then. */
  @Override
  protected void requireWhole(StreamId stream, long version) {
    fence(stream.partition());
  }

  private FencedInsert.Batch batch(long partitionNo) {
    return touched.computeIfAbsent(
        partitionNo, no -> new FencedInsert.Batch(requireNonNull(byNumber.get(no))));
  }

  /** Has the next commit fail unless that partition is still this node's. */
  void fence(String partition) {
    batch(requireNonNull(owned.get(partition)).head().partitionNo());
  }

  GroupNumbers groupNumbers() {
    return groupNumbers;
  }

  /** Whether this node has the partition. */
  boolean has(String partition) {
    return owned.containsKey(partition);
  }

  /** The statement that inserts the events has stored it. */
  @Override
  protected void savePartitionHead(PartitionHead head) {}

  /** One series for each partition, because each has a writer of its own. */
  @Override
  protected long nextStreamNo(long partitionNo) {
    long number = requireNonNull(lastStreamNo.merge(partitionNo, 1L, Long::sum));
    return Sequence.of(partitionNo, number);
  }

  @Override
  protected void insertEvent(
      long sequence,
      long streamNo,
      long version,
      NewEvent event,
      long typeNo,
      long millis,
      byte[] hash) {
    long partitionNo = Sequence.partitionNo(sequence);
    FencedInsert.Batch batch = batch(partitionNo);
    batch.add(sequence, streamNo, version, typeNo, millis, bytes(event.id()), hash, event.data());
    batch.end(new PartitionHead(partitionNo, Sequence.position(sequence), hash));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  protected void flushEvents() throws SQLException {
    for (FencedInsert.Batch batch : touched.values()) {
      events.flush(batch);
    }
  }

  /** Those of the partitions that this node has. */
  @Override
  protected void discardSnapshots(int format) throws SQLException {
    for (long partitionNo : byNumber.keySet()) {
      events.flush(batch(partitionNo));
      update(
          "DELETE FROM snapshot n USING stream s WHERE s.stream_no = n.stream_no"
              + " AND s.partition_no = ? AND s.archived_version = 0",
          partitionNo);
      update(
          "INSERT INTO open_stream SELECT stream_no FROM stream"
              + " WHERE partition_no = ? AND archived_version = 0 ON CONFLICT DO NOTHING",
          partitionNo);
      update(
          "UPDATE partition SET snapshot_format = " + format + " WHERE partition_no = ?",
          partitionNo);
    }
  }

  private void update(String sql, long partitionNo) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, partitionNo);
      statement.executeUpdate();
    }
  }

  /** Where the partitions end to which something was written in this transaction. */
  Map<String, PartitionHead> ends() {
    Map<String, PartitionHead> ends = new HashMap<>();
    touched.forEach((no, batch) -> ends.put(requireNonNull(byNumber.get(no)).name(), batch.end()));
    return ends;
  }

  /** What this node has, as it is durable once the transaction is. */
  Map<String, Owned> after() {
    Map<String, Owned> after = new HashMap<>(owned);
    touched.forEach(
        (no, batch) ->
            after.computeIfPresent(
                requireNonNull(byNumber.get(no)).name(),
                (name, one) -> one.with(batch.end(), requireNonNull(lastStreamNo.get(no)))));
    return after;
  }

  /** The transaction is durable: the next one begins there. */
  void committed() {
    owned.putAll(after());
    touched.clear();
    inDoubt.clear();
    index();
  }
}
