package org.fleetreboot.app.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;

/** The chains of the loaded routes, and what they need. */
public final class Chains {
  private static final EndpointAddress TURNS = EndpointAddress.of("reboot-device:turn");

  private static final List<String> POLLS = List.of("reboot-device:due", "reboot-device:observe");

  private Chains() {}

  /** The chains: routes from {@code reboot-run:NAME}. */
  public static Set<String> of(CamelContext camel) {
    Set<String> chains = new TreeSet<>();
    for (Route route : camel.getRoutes()) {
      EndpointAddress address = address(route.getEndpoint());
      if (address.isChain()) {
        chains.add(address.path());
      }
    }
    return chains;
  }

  public static void require(CamelContext camel, String chain) {
    Set<String> chains = of(camel);
    if (!chains.contains(chain)) {
      throw ProgramFailure.setup(
          "No route begins with reboot-run:%s; the chains are %s."
              .formatted(chain, String.join(", ", chains)));
    }
  }

  /**
   * Checks that the endpoints that routes call or ask exist. Camel would only notice when the first
   * message has waited half a minute, and a check would be repeated in vain until its time is up.
   */
  public static void requireDestinations(CamelContext camel) {
    Set<EndpointAddress> begun = new HashSet<>();
    camel.getRoutes().forEach(route -> begun.add(address(route.getEndpoint())));
    for (Endpoint endpoint : camel.getEndpoints()) {
      EndpointAddress address = address(endpoint);
      // With failIfNoConsumers=false, messages without a receiver are meant to be dropped.
      boolean dropped = endpoint.getEndpointUri().contains("failIfNoConsumers=false");
      if (address.isDirect() && !dropped && !begun.contains(address)) {
        String name = address.toString();
        String place = RoutePlace.naming(camel, name).map(found -> found + ": ").orElse("");
        throw ProgramFailure.setup(
            "%sNo route begins with %s, although another route sends to it or asks it. Write that route, or correct the name."
                .formatted(place, name));
      }
    }
  }

  private static EndpointAddress address(Endpoint endpoint) {
    return EndpointAddress.of(endpoint.getEndpointUri());
  }

  /** Without these routes, runs would be accepted but never end. */
  public static void requireWorkflow(CamelContext camel, RouteFiles routes) {
    boolean takesTurns =
        camel.getRoutes().stream().anyMatch(route -> address(route.getEndpoint()).equals(TURNS));
    require(takesTurns, "reads from reboot-device:turn, so no device would be called", routes);
    Set<String> called = called(camel);
    for (String poll : POLLS) {
      require(
          called.contains(poll),
          "goes to " + poll + ", so no reboot would ever be confirmed",
          routes);
    }
  }

  /** The endpoints that started routes call, without options. */
  private static Set<String> called(CamelContext camel) {
    Set<String> called = new TreeSet<>();
    ModelCamelContext models = (ModelCamelContext) camel;
    CallGraph graph = new CallGraph(models);
    for (RouteDefinition route : models.getRouteDefinitions()) {
      if (!"false".equals(route.getAutoStartup())) {
        graph.callsOf(route).forEach(call -> called.add(call.address().toString()));
      }
    }
    return called;
  }

  private static void require(boolean found, String missing, RouteFiles routes) {
    if (!found) {
      throw ProgramFailure.setup(
          "No route in %s %s; copy routes/reboot.yaml of the project there."
              .formatted(routes.pattern(), missing));
    }
  }
}
