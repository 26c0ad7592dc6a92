package org.fleetreboot.iothub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. */
public final class SettableClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-03-01T02:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on, or back for a negative duration. */
  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
