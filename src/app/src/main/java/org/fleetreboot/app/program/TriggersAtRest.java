package org.fleetreboot.app.program;

import java.util.Set;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/**
 * Keeps the routes from starting that begin runs by themselves: schedules, files, queues. What is
 * left are the routes of this program and those that only other routes call.
 */
final class TriggersAtRest extends ModelLifecycleStrategySupport {
  private static final Set<String> CALLED_BY_ROUTES = Set.of("direct", "seda");

  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    if (route.getInput() != null && isTrigger(route.getInput().getEndpointUri())) {
      route.setAutoStartup("false");
    }
  }

  /** Whether a route that reads from there may begin a run by itself. */
  static boolean isTrigger(String uri) {
    String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    boolean isPulse = uri.startsWith("timer:poll") || uri.startsWith("timer://poll");
    return !(scheme.startsWith("reboot-") || CALLED_BY_ROUTES.contains(scheme) || isPulse);
  }
}
