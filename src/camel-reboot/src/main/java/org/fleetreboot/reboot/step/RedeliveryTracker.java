package org.fleetreboot.reboot.step;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Distinguishes an error handler's next attempt from entering a node again. */
final class RedeliveryTracker extends EventNotifierSupport {
  /** Camel reports redeliveries as failures, so failures are not ignored. */
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

  /** Runs right before the node gets the exchange again. */
  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeRedeliveryEvent redelivery) {
      Exchange exchange = redelivery.getExchange();
      exchange.setProperty(RoutePosition.REDELIVERED, exchange.getProperty(RoutePosition.FAILED));
    }
  }
}
