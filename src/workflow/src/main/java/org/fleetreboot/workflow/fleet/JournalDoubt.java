package org.fleetreboot.workflow.fleet;

import java.util.Locale;

/** Why a journal may lack calls that were made, so that a person has to adopt it first. */
public enum JournalDoubt {
  /** Its file is not the one it was placed in: a copy. */
  COPIED,
  /** It ends before what this machine has seen of it: a restored backup. */
  RESTORED,
  /** It has other events up to what this machine has seen of it. */
  REWRITTEN,
  /** A copy of it was adopted since. */
  COPY_ADOPTED,
  /** The hub's history is in another journal. */
  OTHER_JOURNAL;

  /** The word shown to people and stored in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
