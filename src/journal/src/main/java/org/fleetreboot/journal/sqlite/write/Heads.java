package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    StreamHead known = streams.get(stream);
    if (known != null) {
      return known.version();
    }
    PartitionHead partition = partitions.get(stream.partition());
    if (partition == null) {
      return 0;
    }
    // This misses nothing of the current transaction, whose streams stay in memory until its end.
    Optional<StreamHead> stored = tables.streamHead(partition.partitionNo(), stream.name());
    stored.ifPresent(head -> streams.put(stream, head));
    return stored.map(StreamHead::version).orElse(0L);
  }

  /** Advances a stream and returns its number; a new stream is stored first. The stream is open. */
  long advance(StreamId stream, long version) throws SQLException {
    StreamHead known = streams.get(stream);
    long streamNo = known == null ? store(stream) : known.streamNo();
    if (known == null || !known.open()) {
      tables.snapshots().open(streamNo);
    }
    streams.put(stream, new StreamHead(streamNo, version, true));
    return streamNo;
  }

  /** Saves the snapshot, and so closes its stream, unless it is not of the last event. */
  void close(Snapshot snapshot) throws SQLException {
    long version = version(snapshot.stream());
    StreamHead head = streams.get(snapshot.stream());
    if (head != null && version == snapshot.version()) {
      tables.snapshots().close(head.streamNo(), version, snapshot.state());
      streams.put(snapshot.stream(), new StreamHead(head.streamNo(), version, false));
    }
  }

  /** Streams have lost their snapshots: which are open is looked up again. */
  void forgetOpen() {
    streams.clear();
  }

  /** The number of a stream, which is stored even if it has no event yet. */
  long streamNo(StreamId stream) throws SQLException {
    long version = version(stream);
    StreamHead known = streams.get(stream);
    if (known != null) {
      return known.streamNo();
    }
    long streamNo = store(stream);
    streams.put(stream, new StreamHead(streamNo, version, false));
    return streamNo;
  }

  private long store(StreamId stream) throws SQLException {
    long streamNo = ++lastStreamNo;
    tables.addStream(streamNo, partition(stream.partition()).partitionNo(), stream.name());
    return streamNo;
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
