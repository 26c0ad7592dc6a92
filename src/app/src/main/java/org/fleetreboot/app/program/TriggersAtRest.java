package org.fleetreboot.app.program;

import java.util.List;
import java.util.Set;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;

/**
 * Keeps the routes from starting that begin runs by themselves: schedules, files, queues. What is
 * left are those that only other routes call, and those that poll devices, whatever wakes them. One
 * that leads to devices only as a message may say is left at rest.
 */
final class TriggersAtRest extends ModelLifecycleStrategySupport {
  private static final Set<String> CALLED_BY_ROUTES = Set.of("direct", "seda");

  /** What a Kamelet begins with that routes call. */
  private static final EndpointAddress CALLED_KAMELET = EndpointAddress.of("kamelet:source");

  private final ModelCamelContext camel;
  private final CallGraph graph;

  TriggersAtRest(ModelCamelContext camel) {
    this.camel = camel;
    this.graph = new CallGraph(camel);
  }

  /** Those that are known by now, together: one may poll devices by way of another. */
  void rest() {
    List.copyOf(camel.getRouteDefinitions()).forEach(this::onAddRouteDefinition);
  }

  /** One more. */
  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    if (isTrigger(route)) {
      route.setAutoStartup("false");
    }
  }

  /** Whether the route may begin a run by itself. */
  boolean isTrigger(RouteDefinition route) {
    EndpointAddress from = EndpointAddress.of(graph.from(route));
    return !from.scheme().isEmpty()
        && !from.scheme().startsWith("reboot-")
        && !CALLED_BY_ROUTES.contains(from.scheme())
        && !from.equals(CALLED_KAMELET)
        && graph.callsOf(route).stream().noneMatch(call -> call.address().isOfDevices());
  }
}
