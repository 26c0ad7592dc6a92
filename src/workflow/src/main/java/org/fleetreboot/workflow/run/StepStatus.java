package org.fleetreboot.workflow.run;

import java.util.Locale;
import org.fleetreboot.workflow.group.StepResult;

/** Where a step of a run stands. */
public enum StepStatus {
  /** A group whose devices are being listed. */
  COLLECTING,
  RUNNING,
  /** An approval that is still undecided. */
  WAITING,
  /** No calls; devices that were called are polled to the end. */
  PAUSED,
  /** A stop rule is broken; devices that were called are polled to the end. */
  STOPPING,
  /** Cancelled by a person; devices that were called are polled to the end. */
  CANCELLING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The status of a step with that result. */
  public static StepStatus of(StepResult result) {
    return switch (result) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** Whether the step has ended. */
  public boolean hasEnded() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  /** The word shown to people and stored in files. */
  public String word() {
    return word;
  }
}
