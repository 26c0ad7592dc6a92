package org.fleetreboot.reboot.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.ExpressionClause;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints routes call, as they are written, and which those call in turn. Placeholders are
 * resolved. An address that only a message completes is listed as it is written, and leads to no
 * route without {@link #guessing}. The graph ends where another chain begins: its run is another.
 */
public final class CallGraph {
  private static final String COMPUTED = "${";
  private static final Pattern SLASHES = Pattern.compile("^([a-z-]+)://");

  private final ModelCamelContext context;
  private final boolean guesses;

  public CallGraph(ModelCamelContext context) {
    this(context, false);
  }

  private CallGraph(ModelCamelContext context, boolean guesses) {
    this.context = context;
    this.guesses = guesses;
  }

  /**
   * The same, where an address that a message completes leads to all routes that it may. That is
   * for who asks or warns: nothing is started or refused in a run by a guess.
   */
  public CallGraph guessing() {
    return new CallGraph(context, true);
  }

  /**
   * A node that calls an endpoint.
   *
   * @param uri as one writes it, {@code scheme:path?options}
   */
  public record Call(ProcessorDefinition<?> node, String uri) {

    /** Where it leads, without options. */
    public EndpointAddress address() {
      return EndpointAddress.of(uri);
    }

    /** Whether only a message tells where it leads. */
    public boolean isComputed() {
      return address().toString().contains(COMPUTED);
    }
  }

  /** The calls of that route, and of the routes behind those, each route once. */
  public List<Call> callsOf(RouteDefinition route) {
    return calls(route.getOutputs(), new HashSet<>());
  }

  /** Those of a node, of what stands in it, and of the routes behind it. */
  public List<Call> callsOf(ProcessorDefinition<?> node) {
    return calls(List.of(node), new HashSet<>());
  }

  /** Those of the routes that begin with that endpoint, and of the routes behind them. */
  public List<Call> callsBehind(String uri) {
    List<Call> calls = new ArrayList<>();
    addBehind(uri, calls, new HashSet<>());
    return calls;
  }

  /** What the node itself calls. */
  public List<Call> direct(ProcessorDefinition<?> node) {
    return written(node).stream()
        .map(uri -> new Call(node, plain(resolved(node, uri.strip()))))
        .toList();
  }

  /** Those nodes and all that stand in them. */
  public static List<ProcessorDefinition<?>> nodes(Collection<ProcessorDefinition<?>> outputs) {
    List<ProcessorDefinition<?>> nodes = new ArrayList<>();
    List<ProcessorDefinition<?>> found = found(outputs);
    for (int i = 0; i < found.size(); i++) {
      ProcessorDefinition<?> node = found.get(i);
      nodes.add(node);
      if (node instanceof TryDefinition doTry) {
        nodes.addAll(nodes(doTry.getOutputsWithoutCatches()));
        doTry.getCatchClauses().forEach(handler -> nodes.addAll(nodes(List.of(handler))));
        if (doTry.getFinallyClause() != null) {
          nodes.addAll(nodes(List.of(doTry.getFinallyClause())));
        }
        i += found(List.of(doTry)).size() - 1;
      } else if (node instanceof CircuitBreakerDefinition breaker
          && breaker.getOnFallback() != null) {
        nodes.addAll(nodes(breaker.getOnFallback().getOutputs()));
      }
    }
    return nodes;
  }

  /** As Camel finds them: without a fallback, and since 4.22 without what catches. */
  private static List<ProcessorDefinition<?>> found(Collection<ProcessorDefinition<?>> outputs) {
    List<ProcessorDefinition<?>> found = new ArrayList<>();
    ProcessorDefinitionHelper.filterTypeInOutputs(List.copyOf(outputs), ProcessorDefinition.class)
        .forEach(found::add);
    return found;
  }

  /** What the route begins with; empty when it does not say. */
  public String from(RouteDefinition route) {
    String uri = route.getInput() == null ? null : route.getInput().getEndpointUri();
    return uri == null ? "" : plain(resolved(route, uri));
  }

  /** Whether the route begins with that address, whatever its options. */
  public boolean begins(RouteDefinition route, EndpointAddress address) {
    return EndpointAddress.of(from(route)).equals(address);
  }

  /** The routes that begin with that address. */
  public List<RouteDefinition> routesFrom(EndpointAddress address) {
    return context.getRouteDefinitions().stream().filter(route -> begins(route, address)).toList();
  }

  private List<Call> calls(Collection<ProcessorDefinition<?>> nodes, Set<Object> seen) {
    List<Call> calls = new ArrayList<>();
    for (ProcessorDefinition<?> node : nodes(nodes)) {
      for (Call call : direct(node)) {
        calls.add(call);
        addBehind(call.uri(), calls, seen);
      }
    }
    return calls;
  }

  private void addBehind(String uri, List<Call> calls, Set<Object> seen) {
    EndpointAddress address = EndpointAddress.of(uri);
    if (address.isChain()) {
      return;
    }
    for (RouteDefinition route : routesBehind(address)) {
      if (seen.add(route)) {
        calls.addAll(calls(route.getOutputs(), seen));
      }
    }
    RouteTemplateDefinition kamelet = kamelet(address);
    if (kamelet != null && kamelet.getRoute() != null && seen.add(kamelet)) {
      calls.addAll(calls(kamelet.getRoute().getOutputs(), seen));
    }
  }

  private List<RouteDefinition> routesBehind(EndpointAddress address) {
    String text = address.toString();
    int computed = guesses ? text.indexOf(COMPUTED) : -1;
    if (computed < 0) {
      return routesFrom(address);
    }
    String known = text.substring(0, computed);
    return known.contains(":")
        ? context.getRouteDefinitions().stream()
            .filter(route -> EndpointAddress.of(from(route)).toString().startsWith(known))
            .toList()
        : List.of();
  }

  private @Nullable RouteTemplateDefinition kamelet(EndpointAddress address) {
    return address.scheme().equals("kamelet")
        ? context.getRouteTemplateDefinition(address.path().replaceFirst("/.*", ""))
        : null;
  }

  private List<String> written(ProcessorDefinition<?> node) {
    if (node instanceof ToDynamicDefinition dynamic) {
      return listed(dynamic.getUri());
    }
    if (node instanceof EndpointRequiredDefinition to) {
      return listed(to.getEndpointUri());
    }
    if (node instanceof KameletDefinition kamelet) {
      return listed("kamelet:" + kamelet.getName());
    }
    if (node instanceof SagaDefinition saga) {
      return Stream.of("compensation", "completion")
          .flatMap(end -> listed(end(saga, end)).stream())
          .toList();
    }
    return node instanceof ExpressionNode computed ? expressed(computed) : List.of();
  }

  /** By name, for its type differs: a definition in Camel 4.18, its address in 4.22. */
  private @Nullable String end(SagaDefinition saga, String property) {
    Object end =
        PluginHelper.getBeanIntrospection(context).getOrElseProperty(saga, property, null, false);
    return end instanceof EndpointRequiredDefinition to ? to.getEndpointUri() : (String) end;
  }

  private static List<String> expressed(ExpressionNode node) {
    ExpressionDefinition written = node.getExpression();
    if (written != null
        && written.getExpressionValue() instanceof ExpressionClause<?> clause
        && clause.getExpressionType() instanceof ExpressionDefinition said) {
      written = said; // In a route in Java, until Camel has made it.
    }
    String text = written == null ? null : written.getExpression();
    if (text == null) {
      return List.of();
    }
    if (node instanceof RecipientListDefinition<?> list) {
      return split(text, list.getDelimiter());
    }
    if (node instanceof RoutingSlipDefinition<?> slip) {
      return split(text, slip.getUriDelimiter());
    }
    return node instanceof EnrichDefinition
            || node instanceof PollEnrichDefinition
            || node instanceof DynamicRouterDefinition<?>
        ? List.of(text)
        : List.of();
  }

  private static List<String> split(String text, @Nullable String delimiter) {
    return List.of(text.split(Pattern.quote(delimiter == null ? "," : delimiter)));
  }

  private static List<String> listed(@Nullable String uri) {
    return uri == null ? List.of() : List.of(uri);
  }

  /** With the parameters of the template that its route is made of, and the settings. */
  private String resolved(ProcessorDefinition<?> node, String uri) {
    if (!uri.contains("{{")) {
      return uri;
    }
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(node);
    String given = route == null ? uri : with(route.getTemplateParameters(), uri);
    try {
      return context.resolvePropertyPlaceholders(given);
    } catch (IllegalArgumentException e) {
      // A parameter of a template of which no route is made, or a setting that Camel will miss.
      return given;
    }
  }

  /** Without the help of Camel, which would give them to all who resolve something meanwhile. */
  private static String with(@Nullable Map<String, Object> parameters, String uri) {
    String given = uri;
    if (parameters != null) {
      for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
        given =
            given.replaceAll(
                "\\{\\{\\??" + Pattern.quote(parameter.getKey()) + "(?::[^{}]*)?}}",
                Matcher.quoteReplacement(String.valueOf(parameter.getValue())));
      }
    }
    return given;
  }

  private static String plain(String uri) {
    return SLASHES.matcher(uri).replaceFirst("$1:");
  }
}
