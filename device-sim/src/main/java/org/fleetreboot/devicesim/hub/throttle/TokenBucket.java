package org.fleetreboot.devicesim.hub.throttle;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket that starts full. Thread-safe. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param capacity how much may come at once; at least 1, else nothing ever could
   * @param nanoTime monotonic nanoseconds
   */
  TokenBucket(double perSecond, double capacity, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.capacity = Math.max(1, capacity);
    this.nanoTime = nanoTime;
    this.tokens = this.capacity;
    this.filledAt = nanoTime.getAsLong();
  }

  /**
   * Takes tokens, or none.
   *
   * @return zero when they were taken, else how long until they could be
   */
  synchronized Duration take(double wanted) {
    long now = nanoTime.getAsLong();
    tokens = Math.min(capacity, tokens + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    // More than the bucket holds passes when it is full, and leaves a debt.
    double needed = Math.min(wanted, capacity);
    // A millionth of a token: sums of binary fractions must not refuse what has just been refilled.
    if (tokens + 1e-6 >= needed) {
      tokens -= wanted;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((needed - tokens) / perSecond * NANOS));
  }
}
