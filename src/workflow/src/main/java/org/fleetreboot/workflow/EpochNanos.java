package org.fleetreboot.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Instants as numbers, exact to the nanosecond, for what is held a million times: an {@link
 * Instant} costs 24 bytes and its reference. They reach from the year 1677 to 2262; an instant
 * outside counts as the first or the last of them.
 */
public final class EpochNanos {
  /** Stands for no instant. */
  public static final long NONE = Long.MIN_VALUE;

  private static final long PER_SECOND = 1_000_000_000;
  private static final Instant FIRST = instant(NONE + 1);
  private static final Instant LAST = instant(Long.MAX_VALUE);

  private EpochNanos() {}

  public static long of(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return NONE + 1;
    }
    if (instant.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    // The first second of the range is not whole, so it is counted from its end.
    return (instant.getEpochSecond() + 1) * PER_SECOND + (instant.getNano() - PER_SECOND);
  }

  /** The number of an instant, {@link #NONE} for null. */
  public static long ofNullable(@Nullable Instant instant) {
    return instant == null ? NONE : of(instant);
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  /** The instant of a number, null for {@link #NONE}. */
  public static @Nullable Instant nullable(long nanos) {
    return nanos == NONE ? null : instant(nanos);
  }
}
