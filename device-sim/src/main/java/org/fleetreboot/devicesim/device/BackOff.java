package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off from {@code first} to {@code longest}, reduced by up to half at random, so
 * that devices that were refused together do not retry together.
 */
public record BackOff(Duration first, Duration longest) {

  /** Matches Microsoft's device SDK, whose default policy waits 100 ms to 10 s. */
  public static final BackOff LIKE_THE_SDK =
      new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /**
   * How long to wait before the next attempt.
   *
   * @param attempt how many attempts have failed, 1 or more
   */
  public Duration after(int attempt, RandomGenerator random) {
    long ceiling = first.toNanos() << Math.min(attempt - 1, 20);
    long wait = Math.min(ceiling, longest.toNanos());
    return Duration.ofNanos(random.nextLong(wait / 2, wait + 1));
  }
}
