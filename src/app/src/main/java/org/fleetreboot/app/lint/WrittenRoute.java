package org.fleetreboot.app.lint;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;
import org.fleetreboot.app.route.RoutePlace;
import org.fleetreboot.reboot.graph.CallGraph;

/**
 * A route with its file.
 *
 * @param shared what Camel has added to it and to other routes, such as {@code onException}
 */
record WrittenRoute(
    Path file, RouteDefinition definition, Set<? extends ProcessorDefinition<?>> shared) {

  String id() {
    return definition.getId() == null ? "" : definition.getId();
  }

  boolean hasOwnId() {
    return definition.hasCustomIdAssigned() && definition.getId() != null;
  }

  /** Whether it was created from a template; then its lines are those of the template. */
  boolean isMade() {
    return definition.isCreatedFromTemplate();
  }

  /** Lets Camel resolve placeholders as for this route. */
  <T> T resolving(CamelContext context, Supplier<T> task) {
    if (!isMade()) {
      return task.get();
    }
    Properties parameters = new Properties();
    Stream.of(definition.getTemplateDefaultParameters(), definition.getTemplateParameters())
        .filter(Objects::nonNull)
        .forEach(parameters::putAll);
    context.getPropertiesComponent().setLocalProperties(parameters);
    try {
      return task.get();
    } finally {
      context.getPropertiesComponent().setLocalProperties(null);
    }
  }

  /** The address that it begins with, as written. */
  String from() {
    String uri = definition.getInput() == null ? null : definition.getInput().getEndpointUri();
    return uri == null ? "" : uri.replaceFirst("^([a-z-]+)://", "$1:");
  }

  /** All nodes of this route, at any depth, except shared ones. */
  List<ProcessorDefinition<?>> nodes() {
    return CallGraph.nodes(definition.getOutputs()).stream()
        .filter(node -> !shared.contains(node))
        .toList();
  }

  /** Whether the node's endpoint is known before the route runs. */
  static boolean isFixedTo(ProcessorDefinition<?> node) {
    return node instanceof ToDefinition to && !uri(to).contains("${");
  }

  /** The node's address; empty if it has none. */
  static String uri(EndpointRequiredDefinition to) {
    String uri = to.getEndpointUri();
    return uri == null ? "" : uri;
  }

  /** The options of an endpoint by name, as text. */
  static Map<String, String> options(String uri) {
    int query = uri.indexOf('?');
    Map<String, String> options = new LinkedHashMap<>();
    if (query >= 0) {
      try {
        URISupport.parseQuery(uri.substring(query + 1), true)
            .forEach((name, value) -> options.put(name, String.valueOf(value)));
      } catch (URISyntaxException e) {
        return Map.of(); // Camel has refused it, together with the endpoint.
      }
    }
    return options;
  }

  Finding finding(OptionalIdentifiedDefinition<?> at, String text) {
    return new Finding(file, RoutePlace.line(file, at), id(), text);
  }
}
