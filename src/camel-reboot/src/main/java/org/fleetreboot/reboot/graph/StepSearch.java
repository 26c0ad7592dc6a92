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
 * Finds the first step that somebody's calls lead to, and knows it again for the next message, as
 * long as the routes are the same.
 *
 * @param <K> who calls
 */
public final class StepSearch<K> {
  private final ModelCamelContext context;
  private final Function<K, List<CallGraph.Call>> calls;
  private volatile Found found = new Found(List.of(), new ConcurrentHashMap<>());

  private record Found(List<RouteDefinition> routes, Map<Object, Optional<String>> steps) {}

  /**
   * @param calls what somebody calls, as the routes are now
   */
  public StepSearch(ModelCamelContext context, Function<K, List<CallGraph.Call>> calls) {
    this.context = context;
    this.calls = calls;
  }

  /** The id of the step; null for none. */
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

  /** The id of the first step among the calls; null for none. */
  public static @Nullable String first(List<CallGraph.Call> calls) {
    return calls.stream()
        .filter(call -> call.address().isStep())
        .map(call -> call.node().getId())
        .findFirst()
        .orElse(null);
  }
}
