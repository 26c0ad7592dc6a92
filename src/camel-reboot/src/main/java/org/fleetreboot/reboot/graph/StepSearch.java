package org.fleetreboot.reboot.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first step that a caller's calls lead to, and caches it as long as the routes are
 * unchanged.
 *
 * @param <K> the type of callers
 */
public final class StepSearch<K> {
  private final ModelCamelContext context;
  private final Function<K, List<CallGraph.Call>> calls;
  private volatile Found found = new Found(List.of(), new ConcurrentHashMap<>());

  private record Found(List<RouteDefinition> routes, Map<Object, Optional<String>> steps) {}

  /**
   * @param calls finds the calls of a caller in the current routes
   */
  public StepSearch(ModelCamelContext context, Function<K, List<CallGraph.Call>> calls) {
    this.context = context;
    this.calls = calls;
  }

  /** The id of the step; null if there is none. */
  public @Nullable String step(K caller) {
    List<RouteDefinition> routes = List.copyOf(context.getRouteDefinitions());
    Found known = found;
    if (!known.routes.equals(routes)) {
      known = new Found(routes, new ConcurrentHashMap<>());
      found = known;
    }
    return known
        .steps
        .computeIfAbsent(caller, key -> Optional.ofNullable(first(calls.apply(caller))))
        .orElse(null);
  }

  /** The id of the first step among the calls; null if there is none. */
  public static @Nullable String first(List<CallGraph.Call> calls) {
    return calls.stream()
        .filter(call -> call.address().isStep())
        .map(call -> call.node().getId())
        .findFirst()
        .orElse(null);
  }
}
