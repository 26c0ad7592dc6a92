package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.event.PartitionHead;

/**
 * Where every stream and partition ends, including the current transaction. The streams in use are
 * kept in memory, the others are looked up. After a rollback it is wrong.
 */
public final class Heads {
  /**
   * As many as three times the calls on the wire, for about 7 MB; a stream that is not in memory
   * costs one lookup in two indexes.
   */
  public static final int REMEMBERED = 30_000;

  private final Tables tables;
  private final int remembered;
  private final Map<String, PartitionHead> partitions;
  private final Map<StreamId, StreamHead> streams = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> advanced = new HashSet<>();

  private Heads(Tables tables, int remembered, Map<String, PartitionHead> partitions) {
    this.tables = tables;
    this.remembered = remembered;
    this.partitions = partitions;
  }

  /**
   * Reads where the partitions end.
   *
   * @param remembered how many streams to keep in memory between transactions
   */
  public static Heads load(Tables tables, int remembered) throws SQLException {
    return new Heads(tables, remembered, tables.partitionHeads());
  }

  /**
   * Refuses a partition that another node writes to.
   *
   * @throws org.fleetreboot.journal.PartitionLost if it does not belong to this writer
   */
  void requireOwned(String partition) {
    tables.requireOwned(partition);
  }

  /** The version of the stream's last event; 0 = no such stream. */
  public long version(StreamId stream) throws SQLException {
    return stream(stream).version;
  }

  /** Where the stream ends; whoever has its next event stored says so there. */
  StreamHead stream(StreamId stream) throws SQLException {
    StreamHead known = streams.get(stream);
    if (known == null) {
      known = stored(stream);
      streams.put(stream, known);
    }
    return known;
  }

  private StreamHead stored(StreamId stream) throws SQLException {
    PartitionHead partition = partitions.get(stream.partition());
    // This misses nothing of the current transaction, whose streams stay in memory until its end.
    StreamHead stored =
        partition == null ? null : tables.streamHead(partition.partitionNo(), stream.name());
    return stored == null ? new StreamHead(StreamHead.NONE, 0, false) : stored;
  }

  /** The number of a stream that gets an event, and so is open; a new stream is stored first. */
  long open(StreamId stream, StreamHead head) throws SQLException {
    touch(stream.partition());
    long streamNo = streamNo(stream, head);
    if (!head.open) {
      tables.snapshots().open(streamNo);
      head.open = true;
    }
    return streamNo;
  }

  /** Saves the snapshot, and so closes its stream, unless it is not of the last event. */
  void close(Snapshot snapshot) throws SQLException {
    StreamHead head = stream(snapshot.stream());
    if (head.isStored() && head.version == snapshot.version()) {
      touch(snapshot.stream().partition());
      tables.snapshots().close(head.streamNo, head.version, snapshot.state());
      head.open = false;
    }
  }

  /** Streams have lost their snapshots: which are open is looked up again. */
  public void forgetOpen() {
    streams.clear();
  }

  /** The number of a stream, which is stored even if it has no event yet. */
  public long streamNo(StreamId stream) throws SQLException {
    return streamNo(stream, stream(stream));
  }

  private long streamNo(StreamId stream, StreamHead head) throws SQLException {
    if (!head.isStored()) {
      long partitionNo = touch(stream.partition()).partitionNo();
      head.streamNo = tables.nextStreamNo(partitionNo);
      tables.addStream(head.streamNo, partitionNo, stream.name());
    }
    return head.streamNo;
  }

  /** The head of a partition that something is written to; a new partition is stored first. */
  PartitionHead touch(String name) throws SQLException {
    PartitionHead head = partition(name);
    tables.touch(head);
    return head;
  }

  /** The head of a partition; a new partition is stored first. */
  public PartitionHead partition(String name) throws SQLException {
    PartitionHead known = partitions.get(name);
    if (known != null) {
      return known;
    }
    PartitionHead added = tables.addPartition(name);
    partitions.put(name, added);
    return added;
  }

  /** Advances a partition; stored by {@link #save}. */
  public void advance(String partition, PartitionHead head) {
    partitions.put(partition, head);
    advanced.add(partition);
  }

  /** Stores where the partitions of this transaction end. */
  public void save() throws SQLException {
    for (String partition : advanced) {
      tables.savePartitionHead(partition(partition));
    }
    advanced.clear();
  }

  /** Whether these are the heads of all partitions. */
  public boolean areThose(Map<String, PartitionHead> stored) {
    return stored.keySet().equals(partitions.keySet())
        && partitions.entrySet().stream()
            .allMatch(head -> head.getValue().isSameAs(stored.get(head.getKey())));
  }

  /** Forgets the least recently used streams. Only between transactions. */
  public void trim() {
    Iterator<StreamId> longestUnused = streams.keySet().iterator();
    while (streams.size() > remembered) {
      longestUnused.next();
      longestUnused.remove();
    }
  }
}
