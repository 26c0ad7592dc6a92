package org.fleetreboot.workflow;

/** How a step, or a rollout, ended. */
public enum StepResult {
  SUCCEEDED,
  FAILED,
  CANCELLED
}
