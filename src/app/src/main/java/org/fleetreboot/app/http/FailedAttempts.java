package org.fleetreboot.app.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Slows down whoever guesses: after ten wrong attempts one more every six seconds. Thread-safe. */
final class FailedAttempts {
  private static final int AT_ONCE = 10;
  private static final Duration BETWEEN = Duration.ofSeconds(6);

  private final InstantSource clock;

  /** When all attempts so far are forgotten. */
  private Instant forgotten = Instant.MIN;

  FailedAttempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Passes if another attempt is allowed.
   *
   * @throws HttpRefusal with status 429
   */
  synchronized void check() {
    Instant full = clock.instant().plus(BETWEEN.multipliedBy(AT_ONCE - 1));
    if (forgotten.isAfter(full)) {
      throw new HttpRefusal(429, "Too many wrong attempts: wait a minute, then try again.");
    }
  }

  synchronized void add() {
    Instant now = clock.instant();
    forgotten = (forgotten.isAfter(now) ? forgotten : now).plus(BETWEEN);
  }
}
