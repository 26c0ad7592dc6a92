package org.fleetreboot.journal.sql.event;

/**
 * The rowid of an event: the number of its partition, then its position in 40 bits. So the events
 * of a partition lie in their order, and need no index of their own.
 */
public final class Sequence {
  private static final int POSITION_BITS = 40;
  private static final long POSITIONS = (1L << POSITION_BITS) - 1;

  /** SQL for the lowest sequence of a partition, before its first event. */
  public static final String START = "partition_no << " + POSITION_BITS;

  /** SQL for the highest sequence of a partition. */
  public static final String END = "(partition_no << " + POSITION_BITS + ") + " + POSITIONS;

  private Sequence() {}

  public static long of(long partitionNo, long position) {
    if (position > POSITIONS) {
      throw new IllegalArgumentException("A partition has at most " + POSITIONS + " events.");
    }
    return partitionNo << POSITION_BITS | position;
  }

  /** The highest sequence of a partition. */
  public static long last(long partitionNo) {
    return of(partitionNo, POSITIONS);
  }

  public static long partitionNo(long sequence) {
    return sequence >> POSITION_BITS;
  }

  public static long position(long sequence) {
    return sequence & POSITIONS;
  }
}
