package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;

/** Validates the delays of faults. */
final class Delays {
  private Delays() {}

  static void requireNotNegative(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay must not be negative: " + delay);
    }
  }
}
