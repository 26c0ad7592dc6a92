package org.fleetreboot.workflow.fleet;

import java.util.Locale;

/** Why nobody may rely on a journal until a person says so: it may lack calls that were made. */
public enum JournalDoubt {
  /** It is another file than the one it was: a copy. */
  COPIED,
  /** It ends before what this machine has seen of it: a backup. */
  OLDER,
  /** A copy of it was taken on since. */
  TAKEN_ON,
  /** The hub's history is in another journal. */
  ANOTHER;

  /** The word for people and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
