package org.fleetreboot.journal.sqlite.readmodel;

/**
 * The row number of a device in a group: the devices of a group lie beside each other, in the order
 * in which they joined, without an index for it. Before the first of a group there is a number of
 * the same group, after which a page can begin.
 */
final class EntryNo {
  private static final int BITS = 24;
  private static final int MOST = (1 << BITS) - 1;

  private EntryNo() {}

  /**
   * @param place from 0
   */
  static long of(long groupNo, int place) {
    if (place >= MOST) {
      throw new IllegalArgumentException("A group holds at most " + MOST + " devices.");
    }
    return beforeFirst(groupNo) + 1 + place;
  }

  static long beforeFirst(long groupNo) {
    return groupNo << BITS;
  }

  static long last(long groupNo) {
    return beforeFirst(groupNo) + MOST;
  }

  static long group(long entryNo) {
    return entryNo >> BITS;
  }
}
