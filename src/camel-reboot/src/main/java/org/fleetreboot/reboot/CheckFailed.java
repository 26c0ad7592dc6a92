package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** A check had something against the chain's going on, or nothing for it in time. */
public final class CheckFailed extends StepFailed {
  private static final long serialVersionUID = 1L;

  public CheckFailed(StepAnswer answer) {
    super(answer, "Step " + answer.step() + " said no: " + answer.reason() + ".");
  }
}
