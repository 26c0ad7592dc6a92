package org.fleetreboot.engine;

/** No run of that id is open. */
public final class NoSuchRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoSuchRun(String run) {
    super(
        "No run '"
            + run
            + "' is open. Start the chain from reboot-run:, which accepts a run before its steps.");
  }
}
