package org.fleetreboot.workflow.device;

import java.time.Duration;

/**
 * Exponential back-off with jitter: between half and all of a delay that doubles with each send.
 *
 * <p>See "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015), the "equal jitter" form.
 */
public record Backoff(Duration base, Duration max) {
  /** From 2 s, doubled up to 5 min. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  /**
   * The delay after the n-th failure.
   *
   * @param failures from 1
   * @param jitter in [0, 1)
   */
  public Duration after(int failures, double jitter) {
    int doublings = Math.min(failures - 1, 30);
    long millis = Math.min(max.toMillis(), base.toMillis() << doublings);
    return Duration.ofMillis((long) (millis * (0.5 + jitter / 2)));
  }
}
