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
  /** It never began: its time was missed, or the chain was under way. */
  SKIPPED;

  /** The word for people and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
