package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;

/** How fast jobs may go, all together. Thread-safe. */
public interface JobThrottle {
  /** How many jobs may run at a time. */
  int jobsAtATime();

  /**
   * Lets one operation on a device pass.
   *
   * @return zero when it may pass, else how long until the next try
   */
  Duration admit();
}
