package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.reboot.TargetsRefused;

/**
 * A step of a chain, as its route is written.
 *
 * @param id of its {@code to}
 * @param maybe whether a choice, a loop or the like decides about it, how often or whether at all
 */
public record ChainStep(String id, boolean maybe, RebootEndpoint endpoint) {

  /**
   * The steps of a chain, in the order of its route; nothing of it is run.
   *
   * @param chain NAME of a route from {@code reboot-run:NAME}; one that no route has has no steps
   */
  public static List<ChainStep> of(CamelContext context, String chain) {
    if (!(context instanceof ModelCamelContext models)) {
      throw new IllegalArgumentException("A context without the models of its routes has no plan.");
    }
    return models.getRouteDefinitions().stream()
        .filter(route -> isOf(chain, route))
        .flatMap(route -> new StepCheck(context, route).steps().stream())
        .map(step -> new ChainStep(step.id(), step.maybe(), step.endpoint()))
        .toList();
  }

  /**
   * Makes sure that a list of devices is what the chain reboots: a group with a query asks the hub,
   * whatever the list says.
   *
   * @throws TargetsRefused with the names of such groups
   */
  public static void requireListed(CamelContext context, String chain) {
    String queried =
        of(context, chain).stream()
            .filter(step -> step.endpoint().getConfiguration().getQuery() != null)
            .map(ChainStep::id)
            .collect(Collectors.joining(", "));
    if (!queried.isEmpty()) {
      throw new TargetsRefused(
          "The chain %s asks the hub for its devices (%s), and would reboot those instead of the ones named here; name none, or a chain whose groups have no query."
              .formatted(chain, queried));
    }
  }

  private static boolean isOf(String chain, RouteDefinition route) {
    String from = route.getInput().getEndpointUri().replace("://", ":");
    return from.equals("reboot-run:" + chain) || from.startsWith("reboot-run:" + chain + "?");
  }
}
