package org.fleetreboot.reboot.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TryDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints routes call, as written, and which endpoints those call in turn. Placeholders are
 * resolved. An address that only a message completes is listed as written, and leads to a route
 * only in a {@link #guessing} graph. The graph ends where another chain begins, because that is
 * another run.
 */
public final class CallGraph {
  private static final String COMPUTED = "${";

  private final ModelCamelContext context;
  private final NodeEndpoints endpoints;
  private final boolean guesses;

  public CallGraph(ModelCamelContext context) {
    this(context, false);
  }

  private CallGraph(ModelCamelContext context, boolean guesses) {
    this.context = context;
    this.endpoints = new NodeEndpoints(context);
    this.guesses = guesses;
  }

  /**
   * The same graph, but an address that a message completes leads to every route that it could
   * mean. It is for questions and warnings; no run is started or refused because of a guess.
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

    /** The called endpoint, without options. */
    public EndpointAddress address() {
      return EndpointAddress.of(uri);
    }

    /** Whether a message completes the address. */
    public boolean isComputed() {
      return address().toString().contains(COMPUTED);
    }
  }

  /**
   * A call that a route makes, and how the route is reached.
   *
   * @param route the route that makes the call; null inside a Kamelet's template
   * @param callers the nodes that lead there from the start, the outermost first
   */
  public record Path(
      @Nullable RouteDefinition route, List<ProcessorDefinition<?>> callers, Call call) {
    public Path {
      callers = List.copyOf(callers);
    }
  }

  /** The calls of that route and of the routes behind those calls, each route once. */
  public List<Call> callsOf(RouteDefinition route) {
    return once(walk -> walk.through(route, route.getOutputs(), List.of()));
  }

  /** The calls of a node, of the nodes inside it, and of the routes behind those calls. */
  public List<Call> callsOf(ProcessorDefinition<?> node) {
    return once(walk -> walk.through(null, List.of(node), List.of()));
  }

  /** The calls of the routes that begin with that endpoint, and of the routes behind them. */
  public List<Call> callsBehind(String uri) {
    return once(walk -> walk.behind(EndpointAddress.of(uri), List.of()));
  }

  private List<Call> once(Consumer<Walk> start) {
    Walk walk = new Walk(address -> !address.isChain(), false);
    start.accept(walk);
    return walk.paths.stream().map(Path::call).toList();
  }

  /**
   * The calls of the routes that begin with that address and of those that they call by {@code
   * direct:}, in the order of a run, each as often as it is reached.
   */
  public List<Path> pathsFrom(EndpointAddress from) {
    Walk walk = new Walk(EndpointAddress::isDirect, true);
    walk.behind(from, List.of());
    return walk.paths;
  }

  /** The calls of the node itself. */
  public List<Call> direct(ProcessorDefinition<?> node) {
    return endpoints.of(node).stream().map(uri -> new Call(node, uri)).toList();
  }

  /** Those nodes and all nodes inside them. */
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

  /** As Camel finds them: without fallbacks and, since 4.22, without catch and finally clauses. */
  private static List<ProcessorDefinition<?>> found(Collection<ProcessorDefinition<?>> outputs) {
    List<ProcessorDefinition<?>> found = new ArrayList<>();
    ProcessorDefinitionHelper.filterTypeInOutputs(List.copyOf(outputs), ProcessorDefinition.class)
        .forEach(found::add);
    return found;
  }

  /** The endpoint that the route begins with; empty if it has none. */
  public String from(RouteDefinition route) {
    String uri = route.getInput() == null ? null : route.getInput().getEndpointUri();
    return uri == null ? "" : endpoints.resolved(route, uri);
  }

  /** Whether the route begins with that address, whatever its options. */
  public boolean begins(RouteDefinition route, EndpointAddress address) {
    return EndpointAddress.of(from(route)).equals(address);
  }

  /** The routes that begin with that address. */
  public List<RouteDefinition> routesFrom(EndpointAddress address) {
    return context.getRouteDefinitions().stream().filter(route -> begins(route, address)).toList();
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

  /** One walk along the calls, depth first. */
  private final class Walk {
    private final Predicate<EndpointAddress> follows;
    private final boolean repeats;
    private final Set<Object> entered = new HashSet<>();
    private final List<Path> paths = new ArrayList<>();

    /**
     * @param follows which calls lead on
     * @param repeats whether a route is walked each time that it is called, except by itself
     */
    Walk(Predicate<EndpointAddress> follows, boolean repeats) {
      this.follows = follows;
      this.repeats = repeats;
    }

    void through(
        @Nullable RouteDefinition route,
        Collection<ProcessorDefinition<?>> outputs,
        List<ProcessorDefinition<?>> callers) {
      for (ProcessorDefinition<?> node : nodes(outputs)) {
        for (Call call : direct(node)) {
          paths.add(new Path(route, callers, call));
          if (follows.test(call.address())) {
            List<ProcessorDefinition<?>> inside = new ArrayList<>(callers);
            inside.add(node);
            behind(call.address(), inside);
          }
        }
      }
    }

    void behind(EndpointAddress address, List<ProcessorDefinition<?>> callers) {
      for (RouteDefinition route : routesBehind(address)) {
        enter(route, () -> through(route, route.getOutputs(), callers));
      }
      RouteTemplateDefinition kamelet = kamelet(address);
      if (kamelet != null && kamelet.getRoute() != null) {
        List<ProcessorDefinition<?>> outputs = kamelet.getRoute().getOutputs();
        enter(kamelet, () -> through(null, outputs, callers));
      }
    }

    private void enter(Object routeOrKamelet, Runnable walk) {
      if (entered.add(routeOrKamelet)) {
        walk.run();
        if (repeats) {
          entered.remove(routeOrKamelet);
        }
      }
    }
  }
}
