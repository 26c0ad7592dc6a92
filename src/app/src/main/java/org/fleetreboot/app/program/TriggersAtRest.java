package org.fleetreboot.app.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * Keeps the routes from starting that begin runs by themselves: schedules, files, queues. What is
 * left are those that only other routes call, and those that look at devices, whatever wakes them.
 */
final class TriggersAtRest extends ModelLifecycleStrategySupport {
  private static final Set<String> CALLED_BY_ROUTES = Set.of("direct", "seda");

  /** What only the routes that call devices and look at them go to. */
  private static final String OF_DEVICES = "reboot-device:";

  private final ModelCamelContext camel;

  TriggersAtRest(ModelCamelContext camel) {
    this.camel = camel;
  }

  /** Those that are known by now, together: one may look at devices by way of another. */
  void rest() {
    List<RouteDefinition> all = camel.getRouteDefinitions();
    all.stream()
        .filter(route -> isTrigger(route, all))
        .forEach(route -> route.setAutoStartup("false"));
  }

  /** One more. */
  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    if (isTrigger(route, camel.getRouteDefinitions())) {
      route.setAutoStartup("false");
    }
  }

  /** Whether the route may begin a run by itself. */
  static boolean isTrigger(RouteDefinition route, List<RouteDefinition> all) {
    String from = from(route);
    String scheme = from.replaceFirst(":.*", "");
    return !from.isEmpty()
        && !scheme.startsWith("reboot-")
        && !CALLED_BY_ROUTES.contains(scheme)
        && !isOfDevices(route, all);
  }

  /** Whether it comes to devices: itself, or by routes that it calls. */
  private static boolean isOfDevices(RouteDefinition route, List<RouteDefinition> all) {
    Deque<RouteDefinition> waiting = new ArrayDeque<>(List.of(route));
    Set<String> called = new HashSet<>();
    while (!waiting.isEmpty()) {
      for (String to : destinations(waiting.remove())) {
        if (to.startsWith(OF_DEVICES)) {
          return true;
        }
        if (CALLED_BY_ROUTES.contains(to.replaceFirst(":.*", "")) && called.add(to)) {
          all.stream().filter(other -> from(other).equals(to)).forEach(waiting::add);
        }
      }
    }
    return false;
  }

  private static List<String> destinations(RouteDefinition route) {
    List<String> uris = new ArrayList<>();
    for (ProcessorDefinition<?> node :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), ProcessorDefinition.class)) {
      if (node instanceof EndpointRequiredDefinition to) {
        uris.add(plain(to.getEndpointUri()));
      }
    }
    return uris;
  }

  private static String from(RouteDefinition route) {
    return route.getInput() == null ? "" : plain(route.getInput().getEndpointUri());
  }

  /** Without options, as one writes it. */
  private static String plain(String uri) {
    return uri == null
        ? ""
        : uri.replaceFirst("\\?.*", "").replaceFirst("^([a-z-]+):(?://)?", "$1:");
  }
}
