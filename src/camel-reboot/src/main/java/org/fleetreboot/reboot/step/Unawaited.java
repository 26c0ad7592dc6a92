package org.fleetreboot.reboot.step;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.jspecify.annotations.Nullable;

/** Nodes that send on and do not wait: behind them a chain could end before its step has. */
public final class Unawaited {
  private Unawaited() {}

  /**
   * What is wrong with a node that leads to a step without waiting for it, as far as the routes of
   * the context tell; empty for any other.
   */
  public static Optional<String> finding(CamelContext context, NamedNode node) {
    String uri = uri(context, node);
    if (uri == null || !(node instanceof WireTapDefinition<?> || isOneWay(uri))) {
      return Optional.empty();
    }
    String step = stepBehind(context, uri, new HashSet<>());
    return step == null
        ? Optional.empty()
        : Optional.of(
            "%s leads to step %s and does not wait for it, so the chain could end before: send to direct: instead, or do without the step."
                .formatted(node instanceof WireTapDefinition<?> ? "wireTap " + uri : uri, step));
  }

  /** A run is no request for a reply, so only what is told to waits for what seda: does. */
  private static boolean isOneWay(String uri) {
    return uri.startsWith("seda:") && !uri.contains("waitForTaskToComplete=Always");
  }

  private static @Nullable String stepBehind(CamelContext context, String uri, Set<String> seen) {
    if (!(context instanceof ModelCamelContext model) || !seen.add(plain(uri))) {
      return null;
    }
    for (RouteDefinition route : model.getRouteDefinitions()) {
      String from = resolved(context, route.getInput().getEndpointUri());
      if (from == null || !plain(from).equals(plain(uri))) {
        continue;
      }
      for (ProcessorDefinition<?> node :
          ProcessorDefinitionHelper.filterTypeInOutputs(
              route.getOutputs(), ProcessorDefinition.class)) {
        String to = uri(context, node);
        if (to != null && to.startsWith("reboot:")) {
          return node.getId();
        }
        String behind = to == null ? null : stepBehind(context, to, seen);
        if (behind != null) {
          return behind;
        }
      }
    }
    return null;
  }

  private static @Nullable String uri(CamelContext context, NamedNode node) {
    return node instanceof EndpointRequiredDefinition to
        ? resolved(context, to.getEndpointUri())
        : null;
  }

  private static @Nullable String resolved(CamelContext context, @Nullable String uri) {
    return uri == null || !uri.contains("{{") ? uri : context.resolvePropertyPlaceholders(uri);
  }

  private static String plain(String uri) {
    return uri.replaceFirst("\\?.*", "").replaceFirst("^([a-z-]+)://", "$1:");
  }
}
