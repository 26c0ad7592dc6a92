package org.fleetreboot.journal.sqlite;

/**
 * The rowid of an event: the number of its partition, then its position in 40 bits. So the events
 * of a partition lie in their order, and need no index of their own.
 */
final class Sequence {
  private static final int POSITION_BITS = 40;
  private static final long POSITIONS = (1L << POSITION_BITS) - 1;

  /** SQL for the lowest sequence of a partition, before its first event. */
  static final String START = "partition_no << " + POSITION_BITS;

  /** SQL for the highest sequence of a partition. */
  static final String END = "(partition_no << " + POSITION_BITS + ") + " + POSITIONS;

  private Sequence() {}

  static long of(long partitionNo, long position) {
    if (position > POSITIONS) {
      throw new IllegalArgumentException("A partition has at most " + POSITIONS + " events.");
    }
    return partitionNo << POSITION_BITS | position;
  }

  /** The highest sequence of a partition. */
  static long last(long partitionNo) {
    return of(partitionNo, POSITIONS);
  }

  static long partitionNo(long sequence) {
    return sequence >> POSITION_BITS;
  }

  static long position(long sequence) {
    return sequence & POSITIONS;
  }
}
