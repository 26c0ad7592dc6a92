package org.fleetreboot.reboot;

/**
 * A route stopped while the exchange of a run was in it. The run stays open, and begins again when
 * the route starts; this exchange is over.
 */
public final class RouteStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RouteStopped(String run) {
    super("The route of run " + run + " has stopped; the run stays open.", null, false, false);
  }
}
