package org.fleetreboot.reboot.step;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.fleetreboot.reboot.graph.UnawaitedNode;
import org.jspecify.annotations.Nullable;

/** Records where a run's exchange is while a node processes it. Other exchanges are unchanged. */
final class PositionTracker extends DelegateAsyncProcessor {
  private final NamedNode node;
  private final @Nullable RouteDefinition route;
  private final @Nullable UnawaitedNode unawaited;
  private final StepKeys keys;

  /** Inside the error handler, which returns to the node that failed. */
  PositionTracker(CamelContext context, NamedNode node, Processor target, StepKeys keys) {
    super(target);
    this.node = node;
    this.keys = keys;
    this.route =
        node instanceof ProcessorDefinition<?> definition
            ? ProcessorDefinitionHelper.getRoute(definition)
            : null;
    this.unawaited = UnawaitedNode.of(context, node);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    RoutePosition around = exchange.getProperty(RoutePosition.PROPERTY, RoutePosition.class);
    if (around == null) {
      return super.process(exchange, callback);
    }
    if (unawaited != null) {
      String step = unawaited.step(exchange);
      if (step != null) {
        exchange.setException(around.inflightRun().refuse(unawaited.refusal(step)));
        callback.done(true);
        return true;
      }
    }
    Integer index = exchange.getProperty(ExchangePropertyKey.LOOP_INDEX, Integer.class);
    RoutePosition here =
        exchange.removeProperty(RoutePosition.REDELIVERED) instanceof RoutePosition failed
            ? failed.again()
            : around.at(node, route, around.node() instanceof LoopDefinition ? index : null);
    boolean awaited = unawaited == null || unawaited.waitsUntilItsEnd();
    exchange.setProperty(RoutePosition.PROPERTY, awaited ? here : here.unawaited());
    RunsInRoute runs = route == null ? null : keys.runsIn(route.getRouteId());
    if (runs != null) {
      runs.enter(here);
    }
    return super.process(
        exchange,
        doneSync -> {
          if (runs != null) {
            runs.leave(here);
          }
          exchange.setProperty(RoutePosition.PROPERTY, around);
          if (exchange.getException() != null) {
            exchange.setProperty(RoutePosition.FAILED, here);
          }
          if (node instanceof LoopDefinition && index != null) {
            // Camel leaves the index of the last inner loop there.
            exchange.setProperty(ExchangePropertyKey.LOOP_INDEX, index);
          }
          callback.done(doneSync);
        });
  }
}
