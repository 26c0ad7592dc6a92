package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A moment, by the clock on the wall and by one that nobody can move.
 *
 * @param nanos of a monotonic clock
 */
record Pulse(Instant at, long nanos) {
  /** Clocks are slewed by less than that between two steps. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /** The two are read at once: a busy machine may put a thread off between them. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  public static Pulse now(InstantSource clock, LongSupplier nanos) {
    long before;
    Instant at;
    long after;
    do {
      before = nanos.getAsLong();
      at = clock.instant();
      after = nanos.getAsLong();
    } while (after - before > AT_ONCE.toNanos());
    return new Pulse(at, after);
  }

  /** By how much the clock on the wall was moved since then; zero when it was not. */
  public Duration movedSince(Pulse earlier) {
    Duration moved = Duration.between(earlier.at, at).minusNanos(nanos - earlier.nanos);
    return moved.abs().compareTo(LEAST) < 0 ? Duration.ZERO : moved;
  }
}
