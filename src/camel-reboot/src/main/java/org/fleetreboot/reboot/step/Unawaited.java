package org.fleetreboot.reboot.step;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.jspecify.annotations.Nullable;

/** A node that sends on and does not wait: behind it a chain could end before its step has. */
final class Unawaited {
  private final ModelCamelContext context;
  private final ProcessorDefinition<?> node;

  private Unawaited(ModelCamelContext context, ProcessorDefinition<?> node) {
    this.context = context;
    this.node = node;
  }

  /** Null for a node that waits. */
  static @Nullable Unawaited of(CamelContext context, NamedNode node) {
    return context instanceof ModelCamelContext model
            && node instanceof ProcessorDefinition<?> definition
            && (node instanceof WireTapDefinition<?>
                || node instanceof AggregateDefinition
                || node instanceof ResequenceDefinition
                || isOneWay(uri(context, definition)))
        ? new Unawaited(model, definition)
        : null;
  }

  /** A run is no request for a reply, so only what is told to waits for what seda: does. */
  private static boolean isOneWay(@Nullable String uri) {
    return uri != null && uri.startsWith("seda:") && !uri.contains("waitForTaskToComplete=Always");
  }

  /** The id of a step behind it, as far as the routes of the context tell; null for none. */
  @Nullable String step() {
    return stepBehind(List.of(node), new HashSet<>());
  }

  private @Nullable String stepBehind(
      List<ProcessorDefinition<?>> nodes, Set<RouteDefinition> seen) {
    for (ProcessorDefinition<?> at :
        ProcessorDefinitionHelper.filterTypeInOutputs(nodes, ProcessorDefinition.class)) {
      String uri = uri(context, at);
      if (uri == null) {
        continue;
      }
      if (uri.startsWith("reboot:")) {
        return at.getId();
      }
      for (RouteDefinition route : context.getRouteDefinitions()) {
        String from = resolved(context, route.getInput().getEndpointUri());
        if (from != null && plain(from).equals(plain(uri)) && seen.add(route)) {
          String step = stepBehind(route.getOutputs(), seen);
          if (step != null) {
            return step;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable String uri(CamelContext context, ProcessorDefinition<?> node) {
    if (node instanceof ToDynamicDefinition dynamic) {
      return resolved(context, dynamic.getUri());
    }
    return node instanceof EndpointRequiredDefinition to
        ? resolved(context, to.getEndpointUri())
        : null;
  }

  private static @Nullable String resolved(CamelContext context, @Nullable String uri) {
    try {
      return uri == null || !uri.contains("{{") ? uri : context.resolvePropertyPlaceholders(uri);
    } catch (IllegalArgumentException e) {
      // A parameter of a template, known while its route is made alone.
      return uri;
    }
  }

  private static String plain(String uri) {
    return uri.replaceFirst("\\?.*", "").replaceFirst("^([a-z-]+)://", "$1:");
  }
}
