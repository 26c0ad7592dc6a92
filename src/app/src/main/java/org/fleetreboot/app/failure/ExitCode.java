package org.fleetreboot.app.failure;

/** The exit codes, for scripts. */
public enum ExitCode {
  /** Success; an awaited run completed. */
  COMPLETED(0),
  /** The run failed, or was cancelled. */
  FAILED(1),
  /** A wrong option or argument, or a problem on this machine. */
  SETUP(2),
  /** The hub cannot be reached, or does not accept the credential. */
  HUB_UNAVAILABLE(3),
  /** The run is paused, and waits for a person to resume or cancel it. */
  PAUSED(4),
  /** The run completed, but some devices failed or were offline. */
  DEVICES_FAILED(5),
  /** The events of the journal are whole, and what is derived from them has to be rebuilt. */
  REBUILD_NEEDED(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
