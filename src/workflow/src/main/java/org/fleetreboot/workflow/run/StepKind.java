package org.fleetreboot.workflow.run;

/** What a step of a chain does. */
public enum StepKind {
  /** Reboots a group of devices. */
  GROUP,
  /** Waits, so that trouble can show. */
  SOAK,
  /** Waits for a person to approve. */
  APPROVAL,
  /** Asks an endpoint whether the chain may continue. */
  CHECK
}
