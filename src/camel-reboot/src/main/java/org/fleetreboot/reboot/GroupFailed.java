package org.fleetreboot.reboot;

import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A group exceeded its failure limits, or none of its devices was confirmed. A replay calls no
 * device again.
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
