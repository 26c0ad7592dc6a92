package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** Too many of the devices that had been confirmed did not stay up. */
public final class SoakFailed extends StepFailed {
  private static final long serialVersionUID = 1L;

  public SoakFailed(StepAnswer answer) {
    super(answer, "Step " + answer.step() + " failed: " + answer.reason() + ".");
  }
}
