package org.fleetreboot.devicesim.hub.clock;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time a hub lives by: its stamps, when tokens expire, how long a method may take, how fast
 * throttles refill. Thread-safe.
 *
 * <p>What belongs to the network keeps the real time: keep-alive, idle connections, handshakes.
 */
public interface HubClock extends InstantSource {
  /** A task that is to run later. */
  @FunctionalInterface
  interface Alarm {
    /** Calls it off; without effect when it has run. */
    void cancel();
  }

  /** Monotonic nanoseconds; only differences mean anything. */
  long nanoTime();

  /**
   * Runs something later, on a thread that must not be blocked.
   *
   * @param delay zero or negative means as soon as possible
   */
  Alarm after(Duration delay, Runnable task);
}
