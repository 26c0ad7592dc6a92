package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;

/** The rate limit of all jobs together. Thread-safe. */
public interface JobThrottle {
  /** The maximum number of jobs that run concurrently. */
  int jobsAtATime();

  /**
   * Admits one operation on a device.
   *
   * @return zero when admitted, else how long to wait before the next attempt
   */
  Duration admit();
}
