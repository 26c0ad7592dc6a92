package org.fleetreboot.reboot.step;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.service.ServiceSupport;

/** The runs that are in a route. It tells them when the route stops. Thread-safe. */
final class RunsInRoute extends ServiceSupport implements ShutdownPrepared {
  private final String route;
  private final Set<RoutePosition> positions = ConcurrentHashMap.newKeySet();

  /**
   * No run yet.
   *
   * @param route the id of the route
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

  /** Called before Camel waits for the exchanges in the route. */
  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    if (!suspendOnly) {
      positions.forEach(position -> position.inflightRun().routeStops(route));
    }
  }
}
