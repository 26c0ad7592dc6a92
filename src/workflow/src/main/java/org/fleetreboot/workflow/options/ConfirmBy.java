package org.fleetreboot.workflow.options;

import org.fleetreboot.workflow.BootMarker;

/** What must have changed in the twin to prove a reboot. */
public enum ConfirmBy {
  /** The value differs and the hub stamped it later. The default. */
  VALUE,
  /** The hub stamped it later, even with the same value: for devices that report a constant. */
  STAMP,
  /** The value contains the invocation id that went out with the call. */
  ECHO;

  /** Whether a device that had come back with one marker has booted again since. */
  public boolean isAnotherBoot(BootMarker known, BootMarker marker) {
    String value = marker.value();
    return value != null
        && !marker.isResetSince(known)
        && marker.isStampedAfter(known)
        && (this == STAMP || !value.equals(known.value()));
  }
}
