package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;

/** Validates durations. */
final class Durations {

  private Durations() {}

  static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + duration);
    }
  }
}
