package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.fleetreboot.reboot.step.StepKeys.CheckedStep;
import org.jspecify.annotations.Nullable;

/** Looks a route's model through for steps that a replay could not tell apart. */
final class StepCheck {
  private static final String SCHEME = "reboot:";

  private final CamelContext context;
  private final RouteDefinition route;

  StepCheck(CamelContext context, RouteDefinition route) {
    this.context = context;
    this.route = route;
  }

  /**
   * The steps of the route.
   *
   * @throws IllegalArgumentException with the route's name and the remedy, for one without a key
   */
  List<CheckedStep> steps() {
    for (ToDynamicDefinition dynamic : found(ToDynamicDefinition.class)) {
      String uri = dynamic.getUri();
      if (uri != null && uri.startsWith(SCHEME)) {
        throw new IllegalArgumentException(
            "Route "
                + route.getId()
                + " builds a step at run time: "
                + uri
                + ". A step needs a key that is the same on a replay: write it as `to` with an id.");
      }
    }
    List<CheckedStep> steps = new ArrayList<>();
    for (ToDefinition to : found(ToDefinition.class)) {
      RebootEndpoint endpoint = step(to);
      if (endpoint != null) {
        steps.add(check(to, endpoint));
      }
    }
    return steps;
  }

  private <T> Iterable<T> found(Class<T> type) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type);
  }

  private @Nullable RebootEndpoint step(ToDefinition to) {
    String uri = to.getEndpointUri();
    if (uri == null) {
      return null;
    }
    String resolved = uri.contains("{{") ? context.resolvePropertyPlaceholders(uri) : uri;
    return resolved.startsWith(SCHEME) ? context.getEndpoint(resolved, RebootEndpoint.class) : null;
  }

  private CheckedStep check(ToDefinition to, RebootEndpoint endpoint) {
    String id = to.getId();
    if (!to.hasCustomIdAssigned() || id.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "Step "
              + endpoint
              + " of route "
              + route.getId()
              + " has no id of its own, so a restart could not tell it from another. Write: to: {"
              + " id: "
              + route.getId()
              + "-"
              + endpoint.getConfiguration().getName()
              + ", uri: ... }, without '/' in it.");
    }
    boolean keyed = endpoint.getConfiguration().getKey() != null;
    if (!keyed && count(to, SplitDefinition.class) > 0) {
      throw new IllegalArgumentException(inSplit(id, route.getId()));
    }
    int loops = count(to, LoopDefinition.class);
    if (!keyed && loops > 1) {
      throw new IllegalArgumentException(
          "Step "
              + id
              + " of route "
              + route.getId()
              + " is in a loop within a loop, and only the inner index is known: give it a key,"
              + " such as key: \"${exchangeProperty.outer}\".");
    }
    return new CheckedStep(id, route.getId(), loops > 0, isMaybe(to), endpoint);
  }

  /** Whether something around the step decides about it when the chain runs. */
  private static boolean isMaybe(ToDefinition to) {
    for (ProcessorDefinition<?> at = to.getParent(); at != null; at = at.getParent()) {
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

  private static int count(
      ProcessorDefinition<?> node, Class<? extends ProcessorDefinition<?>> type) {
    int count = 0;
    for (ProcessorDefinition<?> at = node.getParent(); at != null; at = at.getParent()) {
      if (type.isInstance(at)) {
        count++;
      }
    }
    return count;
  }
}
