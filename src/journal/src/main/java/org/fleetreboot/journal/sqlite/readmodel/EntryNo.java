package org.fleetreboot.journal.sqlite.readmodel;

/**
 * The row number of a device in a step: the devices of a step lie beside each other, in the order
 * in which they joined, without an index for it.
 */
final class EntryNo {
  private static final int BITS = 24;
  private static final int MOST = 1 << BITS;

  private EntryNo() {}

  static long of(long stepNo, int place) {
    if (place >= MOST) {
      throw new IllegalArgumentException("A step holds at most " + MOST + " devices.");
    }
    return (stepNo << BITS) + place;
  }

  static long first(long stepNo) {
    return stepNo << BITS;
  }

  static long last(long stepNo) {
    return first(stepNo) + MOST - 1;
  }

  static long step(long entryNo) {
    return entryNo >> BITS;
  }
}
