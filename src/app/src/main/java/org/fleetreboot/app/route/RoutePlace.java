package org.fleetreboot.app.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.failure.RouteRefused;
import org.fleetreboot.app.settings.TextFile;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.jspecify.annotations.Nullable;

/**
 * A position in the route files.
 *
 * @param step its id; null if it has none, or is not a step
 */
public record RoutePlace(Path file, int line, @Nullable String step) {
  private static final String FILE = "file:";

  /** A context's refusal to start, with the position, if it is known. */
  public static RuntimeException named(CamelContext context, RuntimeException refusal) {
    return of(context, refusal)
        .<RuntimeException>map(place -> new RouteRefused(place.toString(), place.step(), refusal))
        .orElse(refusal);
  }

  private static Optional<RoutePlace> of(CamelContext context, Throwable refusal) {
    String route = null;
    String endpoint = null;
    for (Throwable cause : Explanation.causes(refusal)) {
      if (cause instanceof FailedToCreateRouteException failed) {
        route = failed.getRouteId();
      } else if (cause instanceof FailedToStartRouteException failed) {
        route = failed.getRouteId();
      } else if (cause instanceof ResolveEndpointFailedException failed) {
        endpoint = plain(failed.getUri());
      } else if (cause instanceof NoSuchEndpointException failed) {
        endpoint = plain(failed.getUri());
      }
    }
    RouteDefinition definition =
        route == null ? null : ((ModelCamelContext) context).getRouteDefinition(route);
    if (definition == null) {
      return Optional.empty();
    }
    String refused = endpoint;
    return nodes(definition)
        .filter(node -> refused != null && plain(uri(node)).equals(refused))
        .filter(node -> isRefused(context, uri(node)))
        .findFirst()
        .flatMap(RoutePlace::of)
        .or(() -> of(definition));
  }

  /** The first position that names that endpoint, as an address or in an option. */
  public static Optional<RoutePlace> naming(CamelContext context, String endpoint) {
    Pattern whole = Pattern.compile("(^|[=,(])" + Pattern.quote(endpoint) + "($|[?&,)])");
    Predicate<NamedNode> isIt =
        node -> whole.matcher(uri(node).replace("direct://", "direct:")).find();
    return ((ModelCamelContext) context)
        .getRouteDefinitions().stream()
            .flatMap(RoutePlace::nodes)
            .filter(isIt)
            .findFirst()
            .flatMap(RoutePlace::of);
  }

  private static Optional<RoutePlace> of(OptionalIdentifiedDefinition<?> node) {
    String location = node.getLocation();
    if (location == null || !location.startsWith(FILE)) {
      return Optional.empty();
    }
    Path file = Path.of(location.substring(FILE.length()));
    boolean isStep = node.hasCustomIdAssigned() && !(node instanceof RouteDefinition);
    return Optional.of(new RoutePlace(file, line(file, node), isStep ? node.getId() : null));
  }

  /**
   * The line in which the node begins, from 1; 0 if unknown. Camel's line is one too low for a node
   * that is written in one line: {@code - to: { id: … }}.
   */
  public static int line(Path file, OptionalIdentifiedDefinition<?> node) {
    int line = Math.max(0, node.getLineNumber());
    String name = node.hasCustomIdAssigned() ? node.getId() : uri(node);
    try {
      List<String> lines = TextFile.read(file).lines().toList();
      boolean isNext =
          line < lines.size()
              && lines.get(line).matches("\\s*- \\w+: *\\{.*")
              && lines.get(line).contains(name)
              && (line == 0 || !lines.get(line - 1).contains(name));
      return isNext ? line + 1 : line;
    } catch (IOException e) {
      return line;
    }
  }

  private static Stream<OptionalIdentifiedDefinition<?>> nodes(RouteDefinition route) {
    List<OptionalIdentifiedDefinition<?>> nodes = new ArrayList<>();
    nodes.add(route.getInput());
    for (ProcessorDefinition<?> node :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), ProcessorDefinition.class)) {
      nodes.add(node);
    }
    return nodes.stream();
  }

  private static String uri(NamedNode node) {
    String uri = node instanceof EndpointRequiredDefinition to ? to.getEndpointUri() : null;
    return uri == null ? "" : uri;
  }

  private static boolean isRefused(CamelContext context, String uri) {
    try {
      context.getEndpoint(uri);
      return false;
    } catch (RuntimeException refused) {
      return true;
    }
  }

  private static String plain(String uri) {
    return EndpointAddress.of(uri).toString();
  }

  /** The beginning of a sentence about it. */
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file.toString();
  }
}
