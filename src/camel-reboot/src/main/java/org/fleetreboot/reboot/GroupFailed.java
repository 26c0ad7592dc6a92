package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A group broke its stop rule, or none of its devices was confirmed. On a replay no device is
 * called once more.
 */
public final class GroupFailed extends StepFailed {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Tally tally;

  public GroupFailed(StepAnswer answer) {
    super(
        answer,
        "Step "
            + answer.step()
            + " failed: "
            + answer.reason()
            + ". Its devices: "
            + answer.tally().text()
            + ".");
    this.tally = answer.tally();
  }

  /** How its devices ended. */
  public Tally tally() {
    return tally == null ? Tally.EMPTY : tally;
  }
}
