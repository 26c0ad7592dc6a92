package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A group broke its stop rule, or none of its devices was confirmed; the chain ends here.
 *
 * <p>{@code doTry} or {@code onException} may catch it and go on. Asked again, the step fails again
 * from the journal: no device is called once more.
 */
public final class GroupFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String step;
  private final transient @Nullable Tally tally;

  public GroupFailed(StepAnswer answer) {
    super(
        "Step "
            + answer.step()
            + " failed: "
            + answer.reason()
            + ". Its devices: "
            + Tallies.text(answer.tally())
            + ".",
        null,
        false,
        // Where it was thrown says nothing: a group failed, not a line of code.
        false);
    this.run = answer.run();
    this.step = answer.step();
    this.tally = answer.tally();
  }

  public String run() {
    return run;
  }

  public String step() {
    return step;
  }

  /** How its devices ended. */
  public Tally tally() {
    return tally == null ? Tally.EMPTY : tally;
  }
}
