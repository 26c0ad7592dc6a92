package org.fleetreboot.reboot.step;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.service.ServiceSupport;

/** The runs that are in a route: their passes are told when it stops. Thread-safe. */
final class RunsInRoute extends ServiceSupport implements ShutdownPrepared {
  private final String route;
  private final Set<RoutePosition> positions = ConcurrentHashMap.newKeySet();

  /**
   * None yet.
   *
   * @param route its id
   */
  RunsInRoute(String route) {
    this.route = route;
  }

  void enter(RoutePosition position) {
    positions.add(position);
  }

  void leave(RoutePosition position) {
    positions.remove(position);
  }

  /** Comes before Camel waits for the exchanges that are in the route. */
  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    if (!suspendOnly) {
      positions.forEach(position -> position.inflightRun().routeStops(route));
    }
  }
}
