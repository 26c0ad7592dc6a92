package org.fleetreboot.app.program;

import java.util.List;
import java.util.Set;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.app.api.ApiOperations;
import org.fleetreboot.app.page.Dashboard;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;

/**
 * Prevents routes from starting that begin runs by themselves: schedules, files, queues. Routes
 * that only other routes call may start, and so may routes that poll devices, whatever triggers
 * them. A route that leads to devices only through an address in a message is not started.
 */
final class TriggerSuppression extends ModelLifecycleStrategySupport {
  private static final Set<String> CALLED_BY_ROUTES = Set.of("direct", "seda");

  /** The beginning of Kamelets that routes call. */
  private static final EndpointAddress CALLED_KAMELET = EndpointAddress.of("kamelet:source");

  private final ModelCamelContext camel;
  private final CallGraph graph;

  TriggerSuppression(ModelCamelContext camel) {
    this.camel = camel;
    this.graph = new CallGraph(camel);
  }

  /** All known routes together, because one may poll devices through another. */
  void rest() {
    List.copyOf(camel.getRouteDefinitions()).forEach(this::onAddRouteDefinition);
  }

  /** Another route. */
  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    if (!ApiOperations.begins(route) && isTrigger(route)) {
      route.setAutoStartup("false");
    }
  }

  /** Whether the route may begin a run by itself. */
  boolean isTrigger(RouteDefinition route) {
    EndpointAddress from = EndpointAddress.of(graph.from(route));
    return !Dashboard.GROUP.equals(route.getGroup())
        && !from.scheme().isEmpty()
        && !from.scheme().startsWith("reboot-")
        && !CALLED_BY_ROUTES.contains(from.scheme())
        && !from.equals(CALLED_KAMELET)
        && graph.callsOf(route).stream().noneMatch(call -> call.address().isOfDevices());
  }
}
