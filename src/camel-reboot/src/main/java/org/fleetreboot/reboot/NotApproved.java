package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** A person rejected the step, or nobody approved it in time. */
public final class NotApproved extends StepFailed {
  private static final long serialVersionUID = 1L;

  public NotApproved(StepAnswer answer) {
    super(answer, "Step " + answer.step() + " was not approved: " + answer.reason() + ".");
  }
}
