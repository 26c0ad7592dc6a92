package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** A check refused to let the chain continue, or did not allow it in time. */
public final class CheckFailed extends StepFailed {
  private static final long serialVersionUID = 1L;

  public CheckFailed(StepAnswer answer) {
    super(answer, "Step " + answer.step() + " said no: " + answer.reason() + ".");
  }
}
