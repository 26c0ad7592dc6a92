package org.fleetreboot.architecture.broken.engine;

import org.apache.camel.Exchange;

final class SendsAnExchange {
  void send(Exchange exchange) {
    exchange.setRouteStop(true);
  }
}
