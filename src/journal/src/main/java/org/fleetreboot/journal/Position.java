package org.fleetreboot.journal;

/**
 * The place of an event in its partition: 1 for the first, then one more for each, without a gap.
 * Positions of different partitions say nothing about each other.
 *
 * @param value 0 (before the first event) or more
 */
public record Position(long value) implements Comparable<Position> {
  /** Before the first event. */
  public static final Position START = new Position(0);

  public Position {
    if (value < 0) {
      throw new IllegalArgumentException("A position is at least 0, not " + value + ".");
    }
  }

  /** The position {@code count} events further on. */
  public Position plus(long count) {
    return new Position(value + count);
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }
}
