package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.NamedNode;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A node that sends on and does not wait, or not to the end: behind it a chain could end before its
 * step has.
 */
final class Unawaited {
  private static final String STEP = "reboot:";

  private final CallGraph graph;
  private final ProcessorDefinition<?> node;

  private Unawaited(CallGraph graph, ProcessorDefinition<?> node) {
    this.graph = graph;
    this.node = node;
  }

  /** Null for a node that waits for all that it does. */
  static @Nullable Unawaited of(CamelContext context, NamedNode node) {
    if (!(context instanceof ModelCamelContext model)
        || !(node instanceof ProcessorDefinition<?> definition)) {
      return null;
    }
    CallGraph graph = new CallGraph(model);
    return node instanceof WireTapDefinition<?>
            || node instanceof AggregateDefinition
            || node instanceof ResequenceDefinition
            || node instanceof SagaDefinition
            || endsBefore(definition)
            || (isSend(definition)
                && graph.direct(definition).stream()
                    .anyMatch(call -> isOneWay(call.uri(), ExchangePattern.InOnly)))
        ? new Unawaited(graph, definition)
        : ofCompletion(graph, definition);
  }

  /** What follows a route on a thread of its own; its first nodes lead there. */
  private static @Nullable Unawaited ofCompletion(CallGraph graph, ProcessorDefinition<?> node) {
    return node.getParent() instanceof RouteDefinition route
        ? ProcessorDefinitionHelper.filterTypeInOutputs(
                route.getOutputs(), OnCompletionDefinition.class)
            .stream()
            .filter(completion -> isOn(completion.getParallelProcessing()))
            .findFirst()
            .map(completion -> new Unawaited(graph, completion))
            .orElse(null)
        : null;
  }

  /** Whether it sends a message and wants no answer. */
  private static boolean isSend(ProcessorDefinition<?> node) {
    return node instanceof ToDefinition
        || node instanceof ToDynamicDefinition
        || node instanceof RecipientListDefinition<?>
        || node instanceof RoutingSlipDefinition<?>;
  }

  /** Whether it goes on after some time, whatever stands in it. */
  private static boolean endsBefore(ProcessorDefinition<?> node) {
    if (node instanceof MulticastDefinition multicast) {
      return multicast.getTimeout() != null;
    }
    if (node instanceof SplitDefinition split) {
      return split.getTimeout() != null;
    }
    if (node instanceof RecipientListDefinition<?> list) {
      return list.getTimeout() != null;
    }
    return node instanceof CircuitBreakerDefinition breaker && hasTimeout(breaker);
  }

  private static boolean hasTimeout(CircuitBreakerDefinition breaker) {
    var resilience = breaker.getResilience4jConfiguration();
    var tolerance = breaker.getFaultToleranceConfiguration();
    return (resilience != null && isOn(resilience.getTimeoutEnabled()))
        || (tolerance != null && isOn(tolerance.getTimeoutEnabled()));
  }

  private static boolean isOn(@Nullable String option) {
    return option != null && !option.equals("false");
  }

  /** Whether who sends a message there goes on before it has been taken. */
  static boolean isOneWay(String uri, ExchangePattern pattern) {
    return uri.startsWith("seda:")
        && !uri.contains("waitForTaskToComplete=Always")
        && (pattern == ExchangePattern.InOnly || uri.contains("waitForTaskToComplete=Never"));
  }

  /** Whether the chain waits for the node itself, and not for what comes after it. */
  boolean isAwaited() {
    return node instanceof SagaDefinition || node instanceof OnCompletionDefinition;
  }

  /** The id of a step behind it, as far as routes and message tell; null for none. */
  @Nullable String step(Exchange exchange) {
    if (node instanceof SagaDefinition) {
      return step(behind(graph.direct(node)));
    }
    if (node instanceof ToDynamicDefinition dynamic && dynamic.getUri().contains("${")) {
      String uri =
          exchange
              .getContext()
              .resolveLanguage("simple")
              .createExpression(dynamic.getUri())
              .evaluate(exchange, String.class);
      return uri == null ? null : step(graph.callsBehind(uri));
    }
    return step(graph.callsOf(node));
  }

  private List<CallGraph.Call> behind(List<CallGraph.Call> calls) {
    List<CallGraph.Call> all = new ArrayList<>(calls);
    calls.forEach(call -> all.addAll(graph.callsBehind(call.uri())));
    return all;
  }

  /** The id of the first step among the calls; null for none. */
  static @Nullable String step(List<CallGraph.Call> calls) {
    return calls.stream()
        .filter(call -> call.uri().startsWith(STEP))
        .map(call -> call.node().getId())
        .findFirst()
        .orElse(null);
  }

  /** Why the step is not called. */
  String refusal(String step) {
    return refusal(node.getId(), step);
  }

  /** Why a step is not called that is behind that node. */
  static String refusal(String node, String step) {
    return "Node %s leads to step %s and does not wait for it, so the chain could end before the step: call it with direct: instead."
        .formatted(node, step);
  }
}
