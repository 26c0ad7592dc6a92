package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ToDefinition;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.workflow.StepKind;

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
    CallGraph graph = new CallGraph(models);
    return models.getRouteDefinitions().stream()
        .filter(route -> isOf(chain, route, graph))
        .flatMap(route -> new StepCheck(models, route).steps().stream())
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

  /**
   * Whether a run of the chain has no devices unless its message names them: as far as the route
   * tells, for what happens before the first group may put other devices into the message.
   */
  public static boolean needsList(CamelContext context, String chain) {
    List<ChainStep> groups = of(context, chain).stream().filter(ChainStep::isGroup).toList();
    ModelCamelContext models = (ModelCamelContext) context;
    CallGraph graph = new CallGraph(models);
    return !groups.isEmpty()
        && groups.stream().allMatch(group -> group.endpoint().getConfiguration().getQuery() == null)
        && models.getRouteDefinitions().stream()
            .filter(route -> isOf(chain, route, graph))
            .anyMatch(route -> takesMessage(route, groups.get(0).id(), graph));
  }

  private boolean isGroup() {
    return endpoint.kind() == StepKind.GROUP;
  }

  /** Whether that step of the route is reached with the message as it was sent. */
  private static boolean takesMessage(RouteDefinition route, String step, CallGraph graph) {
    for (ProcessorDefinition<?> output : route.getOutputs()) {
      if (step.equals(output.getId())) {
        return true;
      }
      boolean leavesBody =
          output instanceof LogDefinition
              || output instanceof SetHeaderDefinition
              || output instanceof SetPropertyDefinition
              || (output instanceof ToDefinition
                  && graph.direct(output).stream().allMatch(to -> to.uri().startsWith("reboot:")));
      if (!leavesBody) {
        return false;
      }
    }
    return false;
  }

  private static boolean isOf(String chain, RouteDefinition route, CallGraph graph) {
    return CallGraph.address(graph.from(route)).equals("reboot-run:" + chain);
  }
}
