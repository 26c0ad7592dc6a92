package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sqlite.event.PartitionHead;

/**
 * Where every stream and partition ends, including the current transaction. The streams in use are
 * kept in memory, the others are looked up. After a rollback it is wrong.
 */
public final class Heads {
  /**
   * As many as three times the calls on the wire, for about 7 MB; a stream that is not in memory
   * costs one lookup in two indexes.
   */
  static final int REMEMBERED = 30_000;

  private final Tables tables;
  private final int remembered;
  private final Map<String, PartitionHead> partitions;
  private final Map<StreamId, StreamHead> streams = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> advanced = new HashSet<>();
  private long lastStreamNo;

  private Heads(
      Tables tables, int remembered, Map<String, PartitionHead> partitions, long lastStreamNo) {
    this.tables = tables;
    this.remembered = remembered;
    this.partitions = partitions;
    this.lastStreamNo = lastStreamNo;
  }

  /**
   * Reads where the partitions end.
   *
   * @param remembered how many streams to keep in memory between transactions
   */
  public static Heads load(Tables tables, int remembered) throws SQLException {
    return new Heads(tables, remembered, tables.partitionHeads(), tables.lastStreamNo());
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
      tables.snapshots().close(head.streamNo, head.version, snapshot.state());
      head.open = false;
    }
  }

  /** Streams have lost their snapshots: which are open is looked up again. */
  void forgetOpen() {
    streams.clear();
  }

  /** The number of a stream, which is stored even if it has no event yet. */
  long streamNo(StreamId stream) throws SQLException {
    return streamNo(stream, stream(stream));
  }

  private long streamNo(StreamId stream, StreamHead head) throws SQLException {
    if (!head.isStored()) {
      head.streamNo = ++lastStreamNo;
      tables.addStream(head.streamNo, partition(stream.partition()).partitionNo(), stream.name());
    }
    return head.streamNo;
  }

  /** The head of a partition; a new partition is stored first. */
  PartitionHead partition(String name) throws SQLException {
    PartitionHead known = partitions.get(name);
    if (known != null) {
      return known;
    }
    PartitionHead added = new PartitionHead(partitions.size() + 1, 0, tables.chain().start(name));
    tables.addPartition(name, added);
    partitions.put(name, added);
    return added;
  }

  /** Advances a partition; stored by {@link #save}. */
  void advance(String partition, PartitionHead head) {
    partitions.put(partition, head);
    advanced.add(partition);
  }

  /** Stores where the partitions of this transaction end. */
  void save() throws SQLException {
    for (String partition : advanced) {
      tables.savePartitionHead(partition(partition));
    }
    advanced.clear();
  }

  /**
   * Between transactions.
   *
   * @throws JournalDamaged if the file has other heads
   */
  void requireStored(Path file) throws SQLException {
    Map<String, PartitionHead> stored = tables.partitionHeads();
    boolean same =
        stored.keySet().equals(partitions.keySet())
            && partitions.entrySet().stream()
                .allMatch(head -> head.getValue().isSameAs(stored.get(head.getKey())));
    if (!same) {
      throw ForeignWrites.damaged(file, null);
    }
  }

  /** Forgets the least recently used streams. Only between transactions. */
  void trim() {
    Iterator<StreamId> longestUnused = streams.keySet().iterator();
    while (streams.size() > remembered) {
      longestUnused.next();
      longestUnused.remove();
    }
  }
}
