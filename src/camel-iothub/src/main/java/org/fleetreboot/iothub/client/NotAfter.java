package org.fleetreboot.iothub.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instant after which a call must no longer be sent. Immutable, for any thread.
 *
 * <p>Two clocks must agree: the wall clock advances while a machine sleeps, the monotonic one even
 * if somebody sets the wall clock back.
 */
public final class NotAfter {

  private static final NotAfter NEVER_TOO_LATE =
      new NotAfter(null, () -> Instant.EPOCH, () -> 0, 0, 0);

  private final @Nullable Instant instant;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final long startedAtNanos;
  private final long allowedNanos;

  private NotAfter(
      @Nullable Instant instant,
      InstantSource clock,
      LongSupplier nanoTime,
      long startedAtNanos,
      long allowedNanos) {
    this.instant = instant;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.startedAtNanos = startedAtNanos;
    this.allowedNanos = allowedNanos;
  }

  /** No limit. */
  public static NotAfter never() {
    return NEVER_TOO_LATE;
  }

  /**
   * Allows sending at {@code instant}, but not later.
   *
   * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}; the time
   *     until {@code instant} is measured on it from this call on
   */
  public static NotAfter at(Instant instant, InstantSource clock, LongSupplier nanoTime) {
    Duration remaining = Duration.between(clock.instant(), instant);
    return new NotAfter(instant, clock, nanoTime, nanoTime.getAsLong(), saturatedNanos(remaining));
  }

  private static long saturatedNanos(Duration remaining) {
    try {
      return remaining.toNanos();
    } catch (ArithmeticException beyond292Years) {
      return remaining.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * To be called on the sending thread, immediately before the request is sent.
   *
   * @param receiver named in the message
   * @throws NotSentException if either clock says that it is too late
   */
  public void check(DeviceAddress receiver) {
    if (instant == null) {
      return;
    }
    boolean tooLate =
        clock.instant().isAfter(instant) || nanoTime.getAsLong() - startedAtNanos > allowedNanos;
    if (tooLate) {
      throw new NotSentException(
          "invokeMethod on "
              + receiver
              + " was not sent, because it had to be sent by "
              + instant
              + ".",
          null);
    }
  }

  @Override
  public String toString() {
    return instant == null ? "never too late" : "not after " + instant;
  }
}
