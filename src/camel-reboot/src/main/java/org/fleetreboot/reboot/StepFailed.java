package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/**
 * A step of a chain has failed; the chain ends here.
 *
 * <p>{@code doTry} or {@code onException} may catch it and continue. When the step is repeated, it
 * fails again from the journal.
 */
public abstract sealed class StepFailed extends Exception
    permits CheckFailed, GroupFailed, NotApproved, SoakFailed {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String step;

  StepFailed(StepAnswer answer, String message) {
    // Without a stack trace, which would not help: a group failed, not a line of code.
    super(message, null, false, false);
    this.run = answer.run();
    this.step = answer.step();
  }

  public String run() {
    return run;
  }

  public String step() {
    return step;
  }
}
