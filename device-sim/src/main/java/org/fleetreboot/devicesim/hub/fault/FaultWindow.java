package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.time.Instant;

/** When a fault may strike, by the hub's clock. The end is exclusive. */
public sealed interface FaultWindow {
  /** At any time. */
  FaultWindow ALWAYS = new SinceArmed(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE));

  /** Whether the window of a fault contains a moment. */
  boolean contains(Instant moment, Instant armed);

  /** Some time after the fault was armed. */
  record SinceArmed(Duration from, Duration to) implements FaultWindow {
    public SinceArmed {
      if (from.isNegative() || to.compareTo(from) <= 0) {
        throw new IllegalArgumentException(
            "A fault starts after 0 or more and ends later, not from " + from + " to " + to);
      }
    }

    @Override
    public boolean contains(Instant moment, Instant armed) {
      Duration passed = Duration.between(armed, moment);
      return passed.compareTo(from) >= 0 && passed.compareTo(to) < 0;
    }
  }

  /** From one instant to another. */
  record Between(Instant from, Instant to) implements FaultWindow {
    public Between {
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException(
            "A fault ends after it begins, not from " + from + " to " + to);
      }
    }

    @Override
    public boolean contains(Instant moment, Instant armed) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }
}
