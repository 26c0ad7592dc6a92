package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Thread-safe. */
public final class ManualClock implements InstantSource {
  private volatile Instant now;

  public ManualClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Moves the clock on to that instant; does nothing if that instant has passed. */
  public synchronized void advanceTo(Instant next) {
    now = next.isAfter(now) ? next : now;
  }
}
