package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/**
 * A person rejected the step, or nobody approved it in time; the chain ends here.
 *
 * <p>{@code doTry} or {@code onException} may catch it and go on. Asked again, the step fails again
 * from the journal.
 */
public final class NotApproved extends Exception {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String step;

  public NotApproved(StepAnswer answer) {
    super(
        "Step " + answer.step() + " was not approved: " + answer.reason() + ".",
        null,
        false,
        // Where it was thrown says nothing: a person decided, not a line of code.
        false);
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
