package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal has stopped and takes no more. Whether the batches under way are durable is unknown:
 * end the program, and let the next start read what is there.
 */
public final class JournalFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public JournalFailed(String message) {
    this(message, null);
  }
}
