package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;

/** A step of a reboot script; the next one starts when it is done. */
public sealed interface RebootStep {

  /** Sends the answer; done when the hub has acknowledged it. */
  record Answer(int status, Object payload) implements RebootStep {}

  /** Drops the call, so that no answer is sent. */
  record LoseAnswer() implements RebootStep {}

  /** Reports a boot marker; done when the hub has accepted it. */
  record Report(Marker marker) implements RebootStep {}

  /** Drops the connection; waiting calls are lost. */
  record Disconnect() implements RebootStep {}

  /** The reset, which increments the number of reboots. */
  record Restart() implements RebootStep {}

  record Wait(Duration duration) implements RebootStep {}

  /** Connects and subscribes; done when calls can be received. */
  record Connect() implements RebootStep {}

  /** The marker in a report. */
  enum Marker {
    /** A value different from all earlier ones. */
    NEW,
    /** The value of the previous report, or a new one if there was none. */
    SAME
  }
}
