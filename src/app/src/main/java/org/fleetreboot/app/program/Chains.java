package org.fleetreboot.app.program;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.fleetreboot.app.failure.ProgramFailure;

/** What the routes that are loaded offer. */
final class Chains {
  private static final String SCHEME = "reboot-run://";

  private static final String TURNS = "reboot-device://turn";

  private Chains() {}

  /** The chains: routes from {@code reboot-run:NAME}. */
  static Set<String> of(CamelContext camel) {
    Set<String> chains = new TreeSet<>();
    for (Route route : camel.getRoutes()) {
      String uri = route.getEndpoint().getEndpointUri();
      if (uri.startsWith(SCHEME)) {
        chains.add(uri.substring(SCHEME.length()).replaceAll("\\?.*", ""));
      }
    }
    return chains;
  }

  static void require(CamelContext camel, String chain) {
    Set<String> chains = of(camel);
    if (!chains.contains(chain)) {
      throw ProgramFailure.setup(
          "No route reads from reboot-run:%s; the chains are %s."
              .formatted(chain, String.join(", ", chains)));
    }
  }

  /** Without that route runs would be accepted, and no device ever called. */
  static void requireWorkflow(CamelContext camel, RouteFiles routes) {
    boolean found =
        camel.getRoutes().stream()
            .anyMatch(route -> route.getEndpoint().getEndpointUri().startsWith(TURNS));
    if (!found) {
      throw ProgramFailure.setup(
          "No route in %s reads from reboot-device:turn, so no device would be called; copy"
                  .formatted(routes.pattern())
              + " routes/reboot.yaml of the project there.");
    }
  }
}
