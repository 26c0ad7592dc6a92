package org.fleetreboot.app.lint;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;
import org.fleetreboot.app.program.RoutePlace;

/** A route, and the file it stands in. */
record WrittenRoute(Path file, RouteDefinition definition) {

  String id() {
    return definition.getId() == null ? "" : definition.getId();
  }

  boolean hasOwnId() {
    return definition.hasCustomIdAssigned() && definition.getId() != null;
  }

  /** What it reads from, as written. */
  String from() {
    String uri = definition.getInput() == null ? null : definition.getInput().getEndpointUri();
    return uri == null ? "" : uri.replaceFirst("^([a-z-]+)://", "$1:");
  }

  /** All that stands in it, at any depth. */
  List<ProcessorDefinition<?>> nodes() {
    List<ProcessorDefinition<?>> nodes = new ArrayList<>();
    for (ProcessorDefinition<?> node :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            definition.getOutputs(), ProcessorDefinition.class)) {
      nodes.add(node);
    }
    return nodes;
  }

  /** Whether the node goes to an endpoint that is known before the route runs. */
  static boolean isFixedTo(ProcessorDefinition<?> node) {
    return node instanceof ToDefinition to && !uri(to).contains("${");
  }

  /** Where it goes to; empty when it does not say. */
  static String uri(EndpointRequiredDefinition to) {
    String uri = to.getEndpointUri();
    return uri == null ? "" : uri;
  }

  /** The endpoint without its options, as one writes it. */
  static String plain(String uri) {
    return uri.replaceFirst("\\?.*", "").replaceFirst("^([a-z-]+)://", "$1:");
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
        return Map.of(); // Camel has refused it with the endpoint.
      }
    }
    return options;
  }

  Finding finding(OptionalIdentifiedDefinition<?> at, String text) {
    return new Finding(file, RoutePlace.line(file, at), id(), text);
  }
}
