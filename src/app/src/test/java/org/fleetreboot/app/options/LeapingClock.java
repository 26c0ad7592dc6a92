package org.fleetreboot.app.options;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, and as much later as it was told to leap. Thread-safe. */
final class LeapingClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  void leap(Duration by) {
    ahead.accumulateAndGet(by, Duration::plus);
  }
}
