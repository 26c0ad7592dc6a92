package org.fleetreboot.reboot.step;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Tells the next attempt of an error handler from a node that is entered once more. */
final class RedeliveryTracker extends EventNotifierSupport {
  /** Camel counts redeliveries among the failures, which therefore are not ignored. */
  RedeliveryTracker() {
    setIgnoreCamelContextEvents(true);
    setIgnoreRouteEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreStepEvents(true);
    setIgnoreExchangeCreatedEvent(true);
    setIgnoreExchangeCompletedEvent(true);
    setIgnoreExchangeSendingEvents(true);
    setIgnoreExchangeSentEvents(true);
  }

  /** Comes right before the node has the exchange again. */
  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeRedeliveryEvent redelivery) {
      Exchange exchange = redelivery.getExchange();
      exchange.setProperty(RoutePosition.REDELIVERED, exchange.getProperty(RoutePosition.FAILED));
    }
  }
}
