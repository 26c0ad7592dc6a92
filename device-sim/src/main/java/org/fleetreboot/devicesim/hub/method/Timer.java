package org.fleetreboot.devicesim.hub.method;

import java.time.Duration;

/** Runs something later, on a thread that must not be blocked. */
@FunctionalInterface
public interface Timer {
  /** A pending task. */
  @FunctionalInterface
  interface Alarm {
    /** Calls it off; without effect when it has run. */
    void cancel();
  }

  Alarm after(Duration delay, Runnable task);
}
