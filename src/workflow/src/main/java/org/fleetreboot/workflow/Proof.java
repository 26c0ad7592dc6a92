package org.fleetreboot.workflow;

import org.fleetreboot.workflow.RebootEvent.InvocationIntended;

/** What proves that a device has rebooted since its call was intended. */
final class Proof {
  private Proof() {}

  /** Whether the marker, read at the intent's path after the intent, is proof of a reboot. */
  static boolean holds(InvocationIntended intent, BootMarker marker) {
    String value = marker.value();
    BootMarker before = intent.before();
    // Absent, maybe after a value: not reported yet, or the twin was reset. Look on.
    if (value == null || marker.isResetSince(before) || !marker.isStampedAfter(before)) {
      return false;
    }
    return switch (intent.confirmBy()) {
      case VALUE -> !value.equals(before.value());
      case STAMP -> true;
      case ECHO -> value.contains(intent.invocation().toString());
    };
  }

  /** Whether what was read for a turn is proof as well: another group may read elsewhere. */
  static boolean holds(InvocationIntended intent, MarkerPath path, BootMarker marker) {
    return intent.marker().equals(path) && holds(intent, marker);
  }
}
