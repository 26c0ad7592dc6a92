package org.fleetreboot.app.failure;

import org.jspecify.annotations.Nullable;

/** Ends the program. The message is for people: one sentence with the problem and the remedy. */
public final class ProgramFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public ProgramFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** A problem on this machine, or in the request. */
  public static ProgramFailure setup(String message) {
    return new ProgramFailure(ExitCode.SETUP, message, null);
  }

  /** As {@link #setup(String)}, with the cause for the log. */
  public static ProgramFailure setup(String message, Throwable cause) {
    return new ProgramFailure(ExitCode.SETUP, message, cause);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
