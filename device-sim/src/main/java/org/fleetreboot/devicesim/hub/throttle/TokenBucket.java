package org.fleetreboot.devicesim.hub.throttle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** A token bucket that starts full. Thread-safe. */
final class TokenBucket {
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  // Tolerance for rounding errors of binary fractions, in tokens.
  private static final double ROUNDING = 1e-9;

  private final double perSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param capacity the maximum burst, at least 1
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
   * @return zero when taken, else how long to wait until they are available
   */
  synchronized Duration take(double wanted) {
    long now = nanoTime.getAsLong();
    tokens = Math.min(capacity, tokens + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    // A request for more than the capacity passes when the bucket is full, and leaves a debt.
    double needed = Math.min(wanted, capacity);
    double missing = needed - tokens - ROUNDING;
    if (missing <= 0) {
      tokens -= wanted;
      return Duration.ZERO;
    }
    return Duration.of((long) Math.ceil(missing / perSecond * MICROS), ChronoUnit.MICROS);
  }
}
