package org.fleetreboot.workflow.run;

import java.util.Locale;

/** How a run ended. */
public enum RunOutcome {
  /** The chain came to its end. */
  COMPLETED,
  /** The chain ended with an error. */
  FAILED,
  /** A person ended it. */
  CANCELLED,
  /** It never began: its time was missed, or another run of the chain was open. */
  SKIPPED;

  /** The word shown to people and stored in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
