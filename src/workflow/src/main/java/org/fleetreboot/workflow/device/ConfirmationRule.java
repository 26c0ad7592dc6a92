package org.fleetreboot.workflow.device;

import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.EarlierMarker;
import org.fleetreboot.workflow.TruncatedText;
import org.fleetreboot.workflow.options.MarkerPath;

/** Decides what proves that a device has rebooted since its call was intended. */
final class ConfirmationRule {
  /** How much of a value fits in a line, in bytes. */
  private static final int LONGEST_VALUE = 60;

  private ConfirmationRule() {}

  /** Whether the marker, read at the intent's path after the intent, is proof of a reboot. */
  static boolean holds(Call call, BootMarker marker) {
    String value = marker.value();
    EarlierMarker before = call.before();
    // Absent, perhaps after a value: not reported yet, or the twin was reset. Keep polling.
    if (value == null || marker.isResetSince(before) || !marker.isStampedAfter(before)) {
      return false;
    }
    // Nobody else can know the call's id; a device that was registered again may report any value.
    boolean same = !marker.isOfAnotherIdentity(before);
    return switch (call.confirm()) {
      case VALUE -> same && !before.hasValue(value);
      case STAMP -> same;
      case ECHO -> value.contains(call.invocation().toString());
    };
  }

  /** What a marker, read as for {@link #holds}, shows instead of a proof. */
  static String lack(Call call, BootMarker marker) {
    String name = call.marker().path();
    String value = marker.value();
    EarlierMarker before = call.before();
    if (value == null) {
      return name + " was " + (before.wasReported() ? "" : "still ") + "not reported";
    }
    String shown = TruncatedText.of(value, LONGEST_VALUE);
    if (before.hasValue(value)) {
      return name + " was still " + shown;
    }
    return name
        + " was "
        + shown
        + (marker.isResetSince(before)
            ? ", from a twin that was reset"
            : marker.isStampedAfter(before)
                ? ", without the id of the call"
                : ", with a stamp from before the call");
  }

  /** Whether a marker read for a turn is proof, too: another group may read another path. */
  static boolean holds(Call call, MarkerPath path, BootMarker marker) {
    return call.marker().equals(path) && holds(call, marker);
  }
}
