package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/** A file cannot be used as a journal. The message names the file, the reason and the remedy. */
public final class JournalRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public JournalRefused(String message) {
    this(message, null);
  }
}
