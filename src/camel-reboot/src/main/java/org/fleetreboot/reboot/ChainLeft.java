package org.fleetreboot.reboot;

/**
 * The route of a chain has stopped while its exchange was parked in a step. The run stays open for
 * the next start; this exchange does nothing more.
 */
public final class ChainLeft extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChainLeft(String run) {
    super("The route of run " + run + " has stopped; the run stays open.", null, false, false);
  }
}
