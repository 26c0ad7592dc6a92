package org.fleetreboot.reboot.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/**
 * A node that does not wait for what it sends, or not to the end, so that the chain could end
 * before a step behind the node.
 */
public final class UnawaitedNode {
  /** A queue whose caller waits, however long the step takes. */
  private static final Pattern WITHOUT_TIMEOUT = Pattern.compile("[?&]timeout=(0|-\\d+)(&|$)");

  private final CallGraph graph;
  private final ProcessorDefinition<?> node;
  private final StepSearch<ProcessorDefinition<?>> steps;

  private UnawaitedNode(ModelCamelContext context, ProcessorDefinition<?> node) {
    this.graph = new CallGraph(context);
    this.node = node;
    this.steps = new StepSearch<>(context, this::calls);
  }

  /** Null for a node that waits for everything it does. */
  public static @Nullable UnawaitedNode of(CamelContext context, NamedNode node) {
    if (!(context instanceof ModelCamelContext model)
        || !(node instanceof ProcessorDefinition<?> definition)) {
      return null;
    }
    return node instanceof WireTapDefinition<?>
            || node instanceof AggregateDefinition
            || node instanceof ResequenceDefinition
            || node instanceof SagaDefinition
            || endsBefore(model, definition)
            || (isSend(definition)
                && new CallGraph(model)
                    .direct(definition).stream()
                        .anyMatch(call -> isOneWay(definition, call.uri(), ExchangePattern.InOnly)))
        ? new UnawaitedNode(model, definition)
        : ofCompletion(model, definition);
  }

  /** An onCompletion that runs on its own thread; the first nodes of its route lead there. */
  private static @Nullable UnawaitedNode ofCompletion(
      ModelCamelContext context, ProcessorDefinition<?> node) {
    return node.getParent() instanceof RouteDefinition route
        ? ProcessorDefinitionHelper.filterTypeInOutputs(
                route.getOutputs(), OnCompletionDefinition.class)
            .stream()
            .filter(completion -> isOn(completion.getParallelProcessing()))
            .findFirst()
            .map(completion -> new UnawaitedNode(context, completion))
            .orElse(null)
        : null;
  }

  /** Whether it sends a message without expecting an answer. */
  private static boolean isSend(ProcessorDefinition<?> node) {
    return node instanceof ToDefinition
        || node instanceof ToDynamicDefinition
        || node instanceof RecipientListDefinition<?>
        || node instanceof RoutingSlipDefinition<?>;
  }

  /** Whether it continues after a timeout, whatever it contains. */
  private static boolean endsBefore(CamelContext context, ProcessorDefinition<?> node) {
    if (node instanceof MulticastDefinition multicast) {
      return isTime(context, multicast.getTimeout());
    }
    if (node instanceof SplitDefinition split) {
      return isTime(context, split.getTimeout());
    }
    if (node instanceof RecipientListDefinition<?> list) {
      return isTime(context, list.getTimeout());
    }
    return node instanceof CircuitBreakerDefinition breaker && hasTimeout(breaker);
  }

  /** Camel treats a missing timeout and 0 as no timeout. */
  private static boolean isTime(CamelContext context, @Nullable String timeout) {
    Duration time = CamelContextHelper.parseDuration(context, timeout);
    return time != null && time.compareTo(Duration.ZERO) > 0;
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

  /**
   * Whether a node that sends a message to the address continues before it was processed, or after
   * a timeout.
   *
   * @param pattern the message's pattern, unless the node or the address sets another
   */
  public static boolean isOneWay(NamedNode node, String uri, ExchangePattern pattern) {
    boolean wantsAnswer =
        uri.contains("waitForTaskToComplete=Always")
            || (wantsAnswer(node, uri, pattern) && !uri.contains("waitForTaskToComplete=Never"));
    return uri.startsWith("seda:") && !(wantsAnswer && WITHOUT_TIMEOUT.matcher(uri).find());
  }

  private static boolean wantsAnswer(NamedNode node, String uri, ExchangePattern pattern) {
    if (uri.contains("exchangePattern=")) {
      return uri.contains("exchangePattern=InOut");
    }
    String written = null;
    if (node instanceof ToDefinition to) {
      written = to.getPattern();
    } else if (node instanceof ToDynamicDefinition dynamic) {
      written = dynamic.getPattern();
    }
    return ExchangePattern.InOut.name().equals(written == null ? pattern.name() : written);
  }

  /**
   * Whether the chain waits until the node's own end, so that only the work after it runs alone.
   */
  public boolean waitsUntilItsEnd() {
    return node instanceof SagaDefinition || node instanceof OnCompletionDefinition;
  }

  /** The id of a step behind the node, as far as routes and message tell; null if there is none. */
  public @Nullable String step(Exchange exchange) {
    if (node instanceof ToDynamicDefinition) {
      for (CallGraph.Call call : graph.direct(node)) {
        if (call.isComputed()) {
          return stepBehind(call.uri(), exchange);
        }
      }
    }
    return steps.step(node);
  }

  private @Nullable String stepBehind(String computed, Exchange exchange) {
    String uri =
        exchange
            .getContext()
            .resolveLanguage("simple")
            .createExpression(computed)
            .evaluate(exchange, String.class);
    return uri == null ? null : StepSearch.first(graph.callsBehind(uri));
  }

  private List<CallGraph.Call> calls(ProcessorDefinition<?> caller) {
    return caller instanceof SagaDefinition ? behind(graph.direct(caller)) : graph.callsOf(caller);
  }

  private List<CallGraph.Call> behind(List<CallGraph.Call> calls) {
    List<CallGraph.Call> all = new ArrayList<>(calls);
    calls.forEach(call -> all.addAll(graph.callsBehind(call.uri())));
    return all;
  }

  /** Why the step is not called. */
  public String refusal(String step) {
    return refusal(node.getId(), step);
  }

  /** Why a step behind that node is not called. */
  public static String refusal(String node, String step) {
    return "Node %s leads to step %s and does not wait for it, so the chain could end before the step: call it with direct: instead. With seda:, set waitForTaskToComplete=Always&timeout=0."
        .formatted(node, step);
  }
}
