package org.fleetreboot.workflow.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
  RUNNING,
  /** No calls; devices that were called are polled to the end. */
  PAUSED,
  /** A person ended it; devices that were called are polled to the end. */
  CANCELLING,
  COMPLETED,
  FAILED,
  CANCELLED,
  SKIPPED;

  private final String word = name().toLowerCase(Locale.ROOT);

  static RunStatus of(RunOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case SKIPPED -> SKIPPED;
    };
  }

  /** Whether the run has yet to end. */
  public boolean isOpen() {
    return switch (this) {
      case RUNNING, PAUSED, CANCELLING -> true;
      case COMPLETED, FAILED, CANCELLED, SKIPPED -> false;
    };
  }

  /** The word shown to people and stored in files. */
  public String word() {
    return word;
  }
}
