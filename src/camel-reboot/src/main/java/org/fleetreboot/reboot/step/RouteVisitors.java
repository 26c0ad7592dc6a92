package org.fleetreboot.reboot.step;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.service.ServiceSupport;

/** The runs that are in a route: their passes are told when it stops. Thread-safe. */
final class RouteVisitors extends ServiceSupport implements ShutdownPrepared {
  private final String route;
  private final Set<Place> places = ConcurrentHashMap.newKeySet();

  /**
   * None yet.
   *
   * @param route its id
   */
  RouteVisitors(String route) {
    this.route = route;
  }

  void enter(Place place) {
    places.add(place);
  }

  void leave(Place place) {
    places.remove(place);
  }

  /** Comes before Camel waits for the exchanges that are in the route. */
  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    if (!suspendOnly) {
      places.forEach(place -> place.pass().routeStops(route));
    }
  }
}
