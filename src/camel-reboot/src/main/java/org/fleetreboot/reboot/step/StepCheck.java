package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.PropertiesComponent;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.CallGraph.Call;
import org.fleetreboot.reboot.graph.StepSearch;
import org.fleetreboot.reboot.step.StepKeys.CheckedStep;

/** Searches a route's model for steps that a replay could not tell apart. */
final class StepCheck {
  /** Blocks that run independently of the chain. */
  private static final Set<Class<?>> NOT_WAITED_FOR =
      Set.of(AggregateDefinition.class, ResequenceDefinition.class, OnCompletionDefinition.class);

  private final ModelCamelContext context;
  private final RouteDefinition route;
  private final CallGraph graph;

  StepCheck(ModelCamelContext context, RouteDefinition route) {
    this.context = context;
    this.route = route;
    this.graph = new CallGraph(context);
  }

  /**
   * The steps of the route.
   *
   * @throws IllegalArgumentException with the route's name and the remedy, if a step has no key
   */
  List<CheckedStep> steps() {
    List<CheckedStep> steps = new ArrayList<>();
    for (ProcessorDefinition<?> node : CallGraph.nodes(route.getOutputs())) {
      if (node instanceof KameletDefinition kamelet) {
        checkAlone(kamelet);
      }
      for (Call call : graph.direct(node)) {
        if (call.address().isStep()) {
          steps.add(check(call));
        }
      }
    }
    return steps;
  }

  private CheckedStep check(Call call) {
    if (call.node() instanceof ToDefinition to) {
      return check(to, context.getEndpoint(resolved(to.getEndpointUri()), RebootEndpoint.class));
    }
    if (call.node() instanceof WireTapDefinition<?> || call.node() instanceof SagaDefinition) {
      throw new IllegalArgumentException(
          "Route %s does not wait for the step %s, so the chain could end before it: write it as `to` with an id."
              .formatted(route.getId(), call.uri()));
    }
    throw new IllegalArgumentException(
        "Route %s builds a step at run time: %s. A step needs a key that is the same on a replay: write it as `to` with an id."
            .formatted(route.getId(), call.uri()));
  }

  /**
   * Camel finds what follows a Kamelet by the Kamelet's name, so with two of them it would only run
   * what follows one.
   */
  private void checkAlone(KameletDefinition kamelet) {
    long same =
        context.getRouteDefinitions().stream()
            .flatMap(each -> CallGraph.nodes(each.getOutputs()).stream())
            .filter(
                each ->
                    each instanceof KameletDefinition other
                        && other.getName().equals(kamelet.getName()))
            .count();
    if (same > 1 && StepSearch.first(graph.guessing().callsOf(kamelet)) != null) {
      throw new IllegalArgumentException(
          "Route %s has one of %d nodes `kamelet: %s`, and Camel would run what follows one of them alone: write each as `to` with an id and the uri kamelet:%s."
              .formatted(route.getId(), same, kamelet.getName(), kamelet.getName()));
    }
  }

  /** With the parameters of the template that the route is made of, as Camel resolves it. */
  private String resolved(String uri) {
    if (!uri.contains("{{")) {
      return uri;
    }
    Map<String, Object> parameters = route.getTemplateParameters();
    PropertiesComponent properties = context.getPropertiesComponent();
    if (parameters == null || areSet(parameters, properties)) {
      return context.resolvePropertyPlaceholders(uri);
    }
    Properties local = new Properties();
    local.putAll(parameters);
    properties.setLocalProperties(local);
    try {
      return context.resolvePropertyPlaceholders(uri);
    } finally {
      properties.setLocalProperties(null);
    }
  }

  /** Camel sets them itself while it adds a route to a running context. */
  private static boolean areSet(Map<String, Object> parameters, PropertiesComponent properties) {
    return parameters.entrySet().stream()
        .allMatch(
            parameter ->
                properties
                    .resolveProperty(parameter.getKey())
                    .filter(String.valueOf(parameter.getValue())::equals)
                    .isPresent());
  }

  private CheckedStep check(ToDefinition to, RebootEndpoint endpoint) {
    String id = to.getId();
    if (!to.hasCustomIdAssigned() || id.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "Step "
              + endpoint
              + " of route "
              + route.getId()
              + " has no id, so a restart could not distinguish it from another. Write: to: {"
              + " id: "
              + route.getId()
              + "-"
              + endpoint.getConfiguration().getName()
              + ", uri: ... }, without '/' in it.");
    }
    for (ProcessorDefinition<?> at = to.getParent(); at != null; at = at.getParent()) {
      if (NOT_WAITED_FOR.contains(at.getClass())) {
        throw new IllegalArgumentException(
            "Step %s of route %s is inside %s, which the chain does not wait for: it could end before. Take the step out of it."
                .formatted(id, route.getId(), at.getShortName()));
      }
    }
    boolean keyed = endpoint.getConfiguration().getKey() != null;
    if (!keyed && isInSplit(to)) {
      throw new IllegalArgumentException(inSplit(id, route.getId()));
    }
    return new CheckedStep(to, isMaybe(to), endpoint);
  }

  /** Whether something around the step decides how often it runs. */
  static boolean isMaybe(ProcessorDefinition<?> node) {
    for (ProcessorDefinition<?> at = node.getParent(); at != null; at = at.getParent()) {
      if (!(at instanceof RouteDefinition
          || at instanceof TryDefinition
          || at instanceof StepDefinition
          || at instanceof PipelineDefinition)) {
        return true;
      }
    }
    return false;
  }

  static String inSplit(String step, String route) {
    return "Step "
        + step
        + " of route "
        + route
        + " is inside a split, so a restart could not tell its passes apart: give it a key, such"
        + " as key: \"${body}\".";
  }

  private static boolean isInSplit(ToDefinition to) {
    for (ProcessorDefinition<?> at = to.getParent(); at != null; at = at.getParent()) {
      if (at instanceof SplitDefinition) {
        return true;
      }
    }
    return false;
  }
}
