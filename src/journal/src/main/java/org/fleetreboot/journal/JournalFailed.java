package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal has stopped and accepts nothing more. It is unknown whether pending batches are
 * durable: end the program, and let the next start read the file.
 */
public class JournalFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public JournalFailed(String message) {
    this(message, null);
  }
}
