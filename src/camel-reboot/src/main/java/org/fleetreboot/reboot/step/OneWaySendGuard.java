package org.fleetreboot.reboot.step;

import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.StepSearch;
import org.fleetreboot.reboot.graph.UnawaitedNode;

/**
 * Refuses a step behind a send that the chain does not wait for, if only the message determines the
 * receiver: the chain may end before the step is reached.
 */
final class OneWaySendGuard extends EventNotifierSupport {
  private final StepSearch<String> steps;

  OneWaySendGuard(ModelCamelContext context) {
    this.steps = new StepSearch<>(context, new CallGraph(context)::callsBehind);
    setIgnoreCamelContextEvents(true);
    setIgnoreRouteEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreStepEvents(true);
    setIgnoreExchangeCreatedEvent(true);
    setIgnoreExchangeCompletedEvent(true);
    setIgnoreExchangeFailedEvents(true);
    setIgnoreExchangeSentEvents(true);
  }

  /** Runs right before the endpoint gets the exchange, or its copy. */
  @Override
  public void notify(CamelEvent event) {
    if (!(event instanceof ExchangeSendingEvent sending)) {
      return;
    }
    Exchange exchange = sending.getExchange();
    RoutePosition position = exchange.getProperty(RoutePosition.PROPERTY, RoutePosition.class);
    String uri = sending.getEndpoint().getEndpointUri();
    if (position == null
        || position.node() == null
        || !UnawaitedNode.isOneWay(position.node(), uri, exchange.getPattern())) {
      return;
    }
    String step = steps.step(uri);
    if (step != null) {
      position.inflightRun().refuse(UnawaitedNode.refusal(position.node().getId(), step));
      exchange.setProperty(RoutePosition.PROPERTY, position.unawaited());
    }
  }
}
