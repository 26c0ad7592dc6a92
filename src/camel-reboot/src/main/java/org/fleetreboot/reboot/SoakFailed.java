package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** Too many confirmed devices did not stay up. */
public final class SoakFailed extends StepFailed {
  private static final long serialVersionUID = 1L;

  public SoakFailed(StepAnswer answer) {
    super(answer, "Step " + answer.step() + " failed: " + answer.reason() + ".");
  }
}
