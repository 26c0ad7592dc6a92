package org.fleetreboot.workflow.group;

/** How a step, or a group, ended. */
public enum StepResult {
  SUCCEEDED,
  FAILED,
  CANCELLED
}
