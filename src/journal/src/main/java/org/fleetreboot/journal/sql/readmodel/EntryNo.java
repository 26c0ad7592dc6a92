package org.fleetreboot.journal.sql.readmodel;

/**
 * The row number of a device in a group: the devices of a group lie beside each other, in the order
 * in which they joined, without an index for it. Before the first of a group there is a number of
 * the same group, after which a page can begin.
 */
public final class EntryNo {
  private static final int BITS = 24;
  private static final int MOST = (1 << BITS) - 1;

  private EntryNo() {}

  /**
   * The number of a device in a group.
   *
   * @param place from 0
   */
  public static long of(long groupNo, int place) {
    if (place >= MOST) {
      throw new IllegalArgumentException("A group holds at most " + MOST + " devices.");
    }
    return beforeFirst(groupNo) + 1 + place;
  }

  /** The number before the first device of a group. */
  public static long beforeFirst(long groupNo) {
    return groupNo << BITS;
  }

  /** The highest number of a group. */
  public static long last(long groupNo) {
    return beforeFirst(groupNo) + MOST;
  }

  /** The group of that number. */
  public static long group(long entryNo) {
    return entryNo >> BITS;
  }
}
