package org.fleetreboot.journal;

/**
 * Takes the open streams of a partition, in this order: how many events there are, the snapshots,
 * the events.
 */
public interface OpenStreams {
  /** At most so many events follow. */
  default void expectAtMost(long events) {}

  /** The state of an open stream before its first event that follows. */
  void base(Snapshot snapshot);

  /** An event that is in no snapshot; in the order of positions. */
  void event(RecordedEvent event);
}
