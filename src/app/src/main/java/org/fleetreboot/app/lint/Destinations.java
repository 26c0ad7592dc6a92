package org.fleetreboot.app.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ToDefinition;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;

/** Finds endpoints that a route calls, and with which no route begins. */
final class Destinations {
  /** Camel's notation for objects in the registry. */
  private static final String REFERENCE = "#bean:";

  private final CamelContext context;
  private final CallGraph graph;
  private final Set<String> begun = new HashSet<>();

  /**
   * @param routes all enabled routes; the program's own routes are in the context
   */
  Destinations(CamelContext context, List<WrittenRoute> routes) {
    this.context = context;
    this.graph = new CallGraph((ModelCamelContext) context);
    Stream.concat(
            routes.stream().map(WrittenRoute::definition),
            ((ModelCamelContext) context).getRouteDefinitions().stream())
        .forEach(route -> begun.add(EndpointAddress.of(graph.from(route)).toString()));
  }

  /** The endpoints with which no route begins. */
  List<Finding> missing(WrittenRoute route) {
    return route.resolving(context, () -> missingIn(route));
  }

  private List<Finding> missingIn(WrittenRoute route) {
    List<Finding> findings = new ArrayList<>();
    for (ProcessorDefinition<?> node : route.nodes()) {
      if (!WrittenRoute.isFixedTo(node)) {
        continue;
      }
      String uri = resolved(WrittenRoute.uri((ToDefinition) node));
      if (isMissing(uri)) {
        findings.add(
            route.finding(
                node,
                "no route begins with %s: write one, or correct the name.".formatted(plain(uri))));
      }
      if (EndpointAddress.of(uri).scheme().startsWith("reboot")) {
        WrittenRoute.options(uri)
            .forEach(
                (option, written) -> {
                  String value = text(written);
                  if (isMissing(value)) {
                    findings.add(
                        route.finding(
                            node,
                            "%s: %s is %s, and no route begins with that: write one, or correct the name."
                                .formatted(step(node, uri), option, plain(value))));
                  }
                });
      }
    }
    return findings;
  }

  private boolean isMissing(String uri) {
    EndpointAddress address = EndpointAddress.of(resolved(uri));
    return (address.isChain() || address.isDirect())
        && !address.path().contains("{{")
        // Messages without a receiver are meant to be dropped.
        && !uri.contains("failIfNoConsumers=false")
        && !begun.contains(address.toString());
  }

  /** The text of an option that the URI only refers to. */
  private String text(String option) {
    String referred =
        option.startsWith(REFERENCE)
            ? context
                .getRegistry()
                .lookupByNameAndType(option.substring(REFERENCE.length()), String.class)
            : null;
    return referred == null ? option : referred;
  }

  private String step(ProcessorDefinition<?> node, String uri) {
    return node.hasCustomIdAssigned() ? node.getId() : plain(uri);
  }

  private String plain(String uri) {
    return EndpointAddress.of(resolved(uri)).toString();
  }

  /** Unchanged if a setting is missing, which has already been reported. */
  private String resolved(String uri) {
    try {
      return context.resolvePropertyPlaceholders(uri);
    } catch (IllegalArgumentException e) {
      return uri;
    }
  }
}
