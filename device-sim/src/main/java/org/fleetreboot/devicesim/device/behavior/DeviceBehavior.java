package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;

/**
 * A configured behavior of a device on a reboot call. Behaviors can be combined; {@link
 * RebootPlanner} defines which of them contradict each other.
 *
 * <p>A device without behaviors accepts the call with status 200, disconnects for its boot time,
 * reconnects, and reports a new boot marker.
 */
public sealed interface DeviceBehavior {

  /** Waits before it answers or reports anything. */
  record AnswersAfter(Duration delay) implements DeviceBehavior {
    public AnswersAfter {
      Durations.requireNotNegative("delay", delay);
    }
  }

  /**
   * Boots in a random time between {@code shortest} and {@code longest}, from the device's seed.
   */
  record BootsIn(Duration shortest, Duration longest) implements DeviceBehavior {
    public BootsIn {
      Durations.requireNotNegative("shortest", shortest);
      if (longest.compareTo(shortest) < 0) {
        throw new IllegalArgumentException(
            "longest boot time " + longest + " is below the shortest, " + shortest);
      }
    }

    /** Boots in exactly this time. */
    public BootsIn(Duration bootTime) {
      this(bootTime, bootTime);
    }
  }

  /** Reboots, but its answer never reaches the hub: the connection is gone first. */
  record LosesAnswer() implements DeviceBehavior {}

  /** Accepts the call, disconnects, and never returns. */
  record NeverReturns() implements DeviceBehavior {}

  /** After the requested reboot, keeps rebooting after each uptime, forever. */
  record RebootsInLoop(Duration uptime) implements DeviceBehavior {
    public RebootsInLoop {
      Durations.requireNotNegative("uptime", uptime);
    }
  }

  /** Answers with this status, outside 200 to 299, and does not reboot. */
  record Rejects(int status) implements DeviceBehavior {
    public Rejects {
      if (status >= 200 && status < 300) {
        throw new IllegalArgumentException(
            "a status from 200 to 299 accepts the call; a rejection needs another one, not "
                + status);
      }
    }
  }

  /** Reports the new marker before it answers the call. */
  record ReportsBeforeAnswering() implements DeviceBehavior {}

  /** Answers, reports the new marker, and only then goes down. */
  record ReportsBeforeGoingDown() implements DeviceBehavior {}

  /** Comes back without reporting. */
  record ReportsNothing() implements DeviceBehavior {}

  /** Comes back and reports the marker it had before. */
  record ReportsSameValue() implements DeviceBehavior {}

  /** Keeps its connection through the reboot. */
  record StaysConnected() implements DeviceBehavior {}

  /** Never connects at all. */
  record StaysOffline() implements DeviceBehavior {}
}
