package org.fleetreboot.devicesim.device;

import java.time.Duration;

/** One step of what a device does on a reboot call; the next begins when it is done. */
sealed interface RebootStep {

  /** Sends the answer; done when the hub has taken it. */
  record Answer(int status, Object payload) implements RebootStep {}

  /** Makes sure that no answer will ever be sent. */
  record LoseAnswer() implements RebootStep {}

  /** Reports a boot marker; done when the hub has accepted it. */
  record Report(Marker marker) implements RebootStep {}

  /** Drops the connection; the calls that wait on this device are lost with its memory. */
  record Disconnect() implements RebootStep {}

  /** The moment of the reset: from here on it counts as one more reboot. */
  record Restart() implements RebootStep {}

  record Wait(Duration duration) implements RebootStep {}

  /** Connects and subscribes; done when calls can come in again. */
  record Connect() implements RebootStep {}

  /** Which marker a report carries. */
  enum Marker {
    /** A value that differs from every earlier one. */
    NEW,
    /** The value of the report before, or a first one if there was none. */
    SAME
  }
}
