package org.fleetreboot.reboot.step;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.CallGraph.Call;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.reboot.step.StepKeys.CheckedStep;

/** Goes through a chain as a run would, and through the routes that it calls by {@code direct:}. */
final class ChainWalk {
  private final ModelCamelContext context;
  private final CallGraph graph;
  private final List<ChainStep> steps = new ArrayList<>();

  /** A route that calls itself has no end. */
  private final Deque<RouteDefinition> within = new ArrayDeque<>();

  ChainWalk(ModelCamelContext context) {
    this.context = context;
    this.graph = new CallGraph(context);
  }

  /** The steps behind that address, in order. */
  List<ChainStep> steps(EndpointAddress from) {
    walk(from, "", false, List.of());
    return List.copyOf(steps);
  }

  private void walk(
      EndpointAddress from, String callers, boolean maybe, List<TryDefinition> tries) {
    for (RouteDefinition route : graph.routesFrom(from)) {
      if (!within.contains(route)) {
        within.push(route);
        walk(route, callers, maybe, tries);
        within.pop();
      }
    }
  }

  private void walk(
      RouteDefinition route, String callers, boolean maybe, List<TryDefinition> tries) {
    Map<ProcessorDefinition<?>, CheckedStep> known = new HashMap<>();
    new StepCheck(context, route).steps().forEach(step -> known.put(step.node(), step));
    for (ProcessorDefinition<?> node : CallGraph.nodes(route.getOutputs())) {
      CheckedStep step = known.get(node);
      boolean decided = maybe || StepCheck.isMaybe(node);
      if (step != null) {
        steps.add(new ChainStep(callers + step.id(), decided, tries(node, tries), step.endpoint()));
        continue;
      }
      for (Call call : graph.direct(node)) {
        if (call.address().isDirect()) {
          String caller = node.hasCustomIdAssigned() ? node.getId() + ":" : "";
          walk(call.address(), callers + caller, decided, tries(node, tries));
        }
      }
    }
  }

  private static List<TryDefinition> tries(
      ProcessorDefinition<?> node, List<TryDefinition> around) {
    List<TryDefinition> tries = new ArrayList<>();
    ProcessorDefinition<?> inside = node;
    for (ProcessorDefinition<?> at = node.getParent(); at != null; at = at.getParent()) {
      boolean tried = !(inside instanceof CatchDefinition || inside instanceof FinallyDefinition);
      if (tried && at instanceof TryDefinition doTry) {
        tries.add(doTry);
      }
      inside = at;
    }
    tries.addAll(around);
    return tries;
  }
}
