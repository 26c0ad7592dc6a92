package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;

/** A person cancelled the run; its chain ends here, and later steps never start. */
public final class RunCancelled extends Exception {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String step;

  public RunCancelled(StepAnswer answer) {
    super(
        "Run "
            + answer.run()
            + " was cancelled at step "
            + answer.step()
            + (answer.reason() == null ? "." : ": " + answer.reason()),
        null,
        false,
        // A stack trace would not help: a group failed, not a line of code.
        false);
    this.run = answer.run();
    this.step = answer.step();
  }

  public String run() {
    return run;
  }

  /** The step at which the chain ended. */
  public String step() {
    return step;
  }
}
