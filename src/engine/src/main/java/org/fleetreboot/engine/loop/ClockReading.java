package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * One moment, read from the wall clock and from a clock that nobody can move.
 *
 * @param nanos read from a monotonic clock
 */
record ClockReading(Instant at, long nanos) {
  /** A smaller difference between two readings is clock slewing, not a moved clock. */
  private static final Duration SMALLEST_MOVE = Duration.ofSeconds(2);

  /**
   * Both clocks are read within this time, or read again: a busy machine may suspend a thread in
   * between.
   */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  static ClockReading now(InstantSource clock, LongSupplier nanos) {
    long before;
    Instant at;
    long after;
    do {
      before = nanos.getAsLong();
      at = clock.instant();
      after = nanos.getAsLong();
    } while (after - before > AT_ONCE.toNanos());
    return new ClockReading(at, after);
  }

  /** By how much the wall clock was moved since then; zero if it was not. */
  Duration movedSince(ClockReading earlier) {
    Duration moved = Duration.between(earlier.at, at).minusNanos(nanos - earlier.nanos);
    return moved.abs().compareTo(SMALLEST_MOVE) < 0 ? Duration.ZERO : moved;
  }
}
