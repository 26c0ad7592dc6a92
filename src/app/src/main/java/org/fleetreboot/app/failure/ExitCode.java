package org.fleetreboot.app.failure;

/** The exit codes, for scripts: their only list, which help and guide repeat. */
public enum ExitCode {
  /** Success; an awaited run completed. */
  COMPLETED(0, "done; an awaited run completed, and no device failed or was offline"),
  /** The run failed, or was cancelled. */
  FAILED(1, "the run failed, was cancelled, or confirmed less than --require asks; a check failed"),
  /** A wrong option or argument, or a problem on this machine. */
  SETUP(2, "wrong usage or set-up, an unknown name, or output that cannot be written"),
  /** The hub or the database cannot be reached, or the hub does not accept the credential. */
  HUB_UNAVAILABLE(
      3, "the hub is not available, or refuses the credential; the database is not available"),
  /** The run is paused, and waits for a person to resume or cancel it. */
  PAUSED(4, "the run is paused, or still open"),
  /** The run completed, but some devices failed or were offline. */
  DEVICES_FAILED(5, "the run completed, and some devices failed or were offline"),
  /** The events of the journal are whole, and what is derived from them has to be rebuilt. */
  REBUILD_NEEDED(6, "the events of the journal are whole, and journal rebuild has to be run");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** What it means, for the help. */
  public String meaning() {
    return meaning;
  }
}
