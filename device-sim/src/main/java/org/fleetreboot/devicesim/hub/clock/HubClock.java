package org.fleetreboot.devicesim.hub.clock;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The clock of a hub for timestamps, token expiry, method timeouts and throttles. Thread-safe.
 *
 * <p>Network timeouts use real time: keep-alive, idle connections, handshakes.
 */
public interface HubClock extends InstantSource {
  /** A scheduled task. */
  @FunctionalInterface
  interface Alarm {
    /** Cancels it; has no effect after it has run. */
    void cancel();
  }

  /** Monotonic nanoseconds; only differences mean anything. */
  long nanoTime();

  /**
   * Schedules a task, on a thread that must not be blocked.
   *
   * @param delay zero or negative means as soon as possible
   */
  Alarm after(Duration delay, Runnable task);
}
