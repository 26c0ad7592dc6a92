package org.fleetreboot.workflow;

/** What must have changed in the twin to prove a reboot. */
public enum ConfirmBy {
  /** The value differs and the hub stamped it later. The default. */
  VALUE,
  /** The hub stamped it later, be the value the same: for devices that report a constant. */
  STAMP,
  /** The value contains the invocation id that went out with the call. */
  ECHO
}
