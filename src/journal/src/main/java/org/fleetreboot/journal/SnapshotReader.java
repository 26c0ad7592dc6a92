package org.fleetreboot.journal;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Reads the snapshots of a journal, and what none of them covers. Only what is durable.
 * Thread-safe.
 */
public interface SnapshotReader {
  /** The snapshots of those streams, in one query for all. */
  Snapshots of(Collection<StreamId> streams);

  /**
   * Hands over the open streams of a partition: what no snapshot covers. {@code to} is called on
   * the caller's thread.
   */
  void readOpen(String partition, OpenStreams to);

  /** Hands over all snapshots, of closed streams and of open ones, on the caller's thread. */
  void readAll(Consumer<Snapshot> each);

  /** The format of the snapshots, as told when they were last discarded; 0 if it was never told. */
  int format();
}
