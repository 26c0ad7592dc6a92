package org.fleetreboot.devicesim.device;

import java.time.Duration;

/**
 * One thing that a device does on purpose when it is told to reboot. Behaviours are values and
 * combine; {@link RebootPlanner} says which of them contradict each other.
 *
 * <p>A device without any accepts the call with status 200, goes down for its boot time, comes back
 * and reports a new boot marker.
 */
public sealed interface DeviceBehavior {

  /** Lets this much time pass before it answers or reports anything. */
  record AnswersAfter(Duration delay) implements DeviceBehavior {
    public AnswersAfter {
      Durations.requireNotNegative("delay", delay);
    }
  }

  /** Takes between {@code shortest} and {@code longest} to boot, drawn from the device's seed. */
  record BootsIn(Duration shortest, Duration longest) implements DeviceBehavior {
    public BootsIn {
      Durations.requireNotNegative("shortest", shortest);
      if (longest.compareTo(shortest) < 0) {
        throw new IllegalArgumentException(
            "longest boot time " + longest + " is below the shortest, " + shortest);
      }
    }

    /** Takes exactly this long to boot. */
    public BootsIn(Duration bootTime) {
      this(bootTime, bootTime);
    }
  }

  /** Reboots, but its answer never reaches the hub: the connection is gone first. */
  record LosesAnswer() implements DeviceBehavior {}

  /** Accepts the call, goes down, and is never seen again. */
  record NeverReturns() implements DeviceBehavior {}

  /** After the reboot asked for, goes down again each time it has been up this long, for ever. */
  record RebootsInLoop(Duration uptime) implements DeviceBehavior {
    public RebootsInLoop {
      Durations.requireNotNegative("uptime", uptime);
    }
  }

  /** Answers with this status, which is no acceptance (200 to 299), and does not reboot. */
  record Rejects(int status) implements DeviceBehavior {
    public Rejects {
      if (status >= 200 && status < 300) {
        throw new IllegalArgumentException(
            "a device accepts with a status from 200 to 299; it rejects with another one, not "
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
