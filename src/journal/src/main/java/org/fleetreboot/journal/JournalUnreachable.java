package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/**
 * The database of a journal does not answer at the moment. Nothing is damaged: try again, or wait.
 * The message names the database, the reason and the remedy.
 */
public final class JournalUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalUnreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
