package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TryDefinition;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.CallGraph.Path;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.reboot.step.StepKeys.CheckedStep;
import org.fleetreboot.reboot.targets.ListHubs;
import org.fleetreboot.workflow.run.StepKind;

/**
 * A step of a chain, as written in its route or in a route that it calls.
 *
 * @param id its key in a run, as far as the routes tell
 * @param maybe whether a choice, a loop or the like decides how often it runs, if at all
 * @param tries the {@code doTry} blocks around it, the innermost first
 */
public record ChainStep(
    String id, boolean maybe, List<TryDefinition> tries, RebootEndpoint endpoint) {
  public ChainStep {
    tries = List.copyOf(tries);
  }

  /**
   * The steps of a chain, in the order of its route; nothing runs.
   *
   * @param chain NAME of a route from {@code reboot-run:NAME}; without such a route there are no
   *     steps
   */
  public static List<ChainStep> of(CamelContext context, String chain) {
    if (!(context instanceof ModelCamelContext models)) {
      throw new IllegalArgumentException(
          "This Camel context has no route models, so its chains cannot be read.");
    }
    Map<RouteDefinition, Map<ProcessorDefinition<?>, CheckedStep>> checked = new HashMap<>();
    List<ChainStep> steps = new ArrayList<>();
    for (Path path : new CallGraph(models).pathsFrom(EndpointAddress.ofChain(chain))) {
      RouteDefinition route = Objects.requireNonNull(path.route(), "Kamelets are not followed");
      CheckedStep step =
          checked.computeIfAbsent(route, each -> checked(models, each)).get(path.call().node());
      if (step != null) {
        steps.add(of(path, step));
      }
    }
    return List.copyOf(steps);
  }

  private static Map<ProcessorDefinition<?>, CheckedStep> checked(
      ModelCamelContext context, RouteDefinition route) {
    Map<ProcessorDefinition<?>, CheckedStep> steps = new HashMap<>();
    new StepCheck(context, route).steps().forEach(step -> steps.put(step.node(), step));
    return steps;
  }

  private static ChainStep of(Path path, CheckedStep step) {
    StringBuilder id = new StringBuilder();
    boolean maybe = step.maybe();
    List<TryDefinition> tries = new ArrayList<>(triesAround(step.node()));
    for (ProcessorDefinition<?> caller : path.callers()) {
      if (caller.hasCustomIdAssigned()) {
        id.append(caller.getId()).append(':');
      }
      maybe |= StepCheck.isMaybe(caller);
    }
    for (int i = path.callers().size() - 1; i >= 0; i--) {
      tries.addAll(triesAround(path.callers().get(i)));
    }
    return new ChainStep(id.append(step.id()).toString(), maybe, tries, step.endpoint());
  }

  /** The innermost first. */
  private static List<TryDefinition> triesAround(ProcessorDefinition<?> node) {
    List<TryDefinition> tries = new ArrayList<>();
    ProcessorDefinition<?> inside = node;
    for (ProcessorDefinition<?> at = node.getParent(); at != null; at = at.getParent()) {
      boolean tried = !(inside instanceof CatchDefinition || inside instanceof FinallyDefinition);
      if (tried && at instanceof TryDefinition doTry) {
        tries.add(doTry);
      }
      inside = at;
    }
    return tries;
  }

  /** Whether the chain does not reach this step after that earlier one has failed. */
  public boolean isCutOffBy(ChainStep failed) {
    return failed.tries.isEmpty() || tries.contains(failed.tries.get(0));
  }

  /**
   * The hubs on which the devices of a list may be. A list need not name the hub if all groups that
   * reboot its devices are on the same one.
   *
   * @param chains the chains that the list may be for
   * @param known the hubs of the program
   */
  public static ListHubs listHubs(
      CamelContext context, Collection<String> chains, List<String> known) {
    ListHubs hubs = ListHubs.of(known);
    if (known.size() < 2) {
      return hubs;
    }
    Set<String> usual =
        chains.stream().flatMap(chain -> hubs(context, chain).stream()).collect(Collectors.toSet());
    return hubs.withUsual(usual.size() == 1 ? usual.iterator().next() : null);
  }

  private static Set<String> hubs(CamelContext context, String chain) {
    return of(context, chain).stream()
        .filter(ChainStep::isGroup)
        .map(ChainStep::endpoint)
        .filter(group -> group.getTargets().getQuery() == null)
        .flatMap(group -> group.hubs().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Checks that a list of devices is what the chain reboots: a group with a query asks the hub and
   * ignores the list.
   *
   * @throws TargetsRefused with the names of such groups
   */
  public static void requireListed(CamelContext context, String chain) {
    String queried =
        of(context, chain).stream()
            .filter(step -> step.endpoint().getTargets().getQuery() != null)
            .map(ChainStep::id)
            .collect(Collectors.joining(", "));
    if (!queried.isEmpty()) {
      throw new TargetsRefused(
          "The chain %s asks the hub for its devices (%s), and would reboot those instead of the ones named here; name none, or a chain whose groups have no query."
              .formatted(chain, queried));
    }
  }

  /**
   * Whether a run of the chain has no devices unless its message names them, as far as the route
   * tells: something before the first group may put devices into the message.
   */
  public static boolean needsList(CamelContext context, String chain) {
    List<ChainStep> groups = of(context, chain).stream().filter(ChainStep::isGroup).toList();
    CallGraph graph = new CallGraph((ModelCamelContext) context);
    return !groups.isEmpty()
        && groups.stream().allMatch(group -> group.endpoint().getTargets().getQuery() == null)
        && graph.routesFrom(EndpointAddress.ofChain(chain)).stream()
            .anyMatch(route -> takesMessage(route, groups.get(0).id(), graph));
  }

  private boolean isGroup() {
    return endpoint.kind() == StepKind.GROUP;
  }

  /** Whether that step of the route is reached with the original message. */
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
                  && graph.direct(output).stream().allMatch(to -> to.address().isStep()));
      if (!leavesBody) {
        return false;
      }
    }
    return false;
  }
}
