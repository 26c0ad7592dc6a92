package org.fleetreboot.reboot.run;

import java.util.function.Consumer;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStartedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Notifies of each route that has started. */
final class RouteStartNotifier extends EventNotifierSupport {
  private final Consumer<Route> onStart;

  RouteStartNotifier(Consumer<Route> onStart) {
    this.onStart = onStart;
    setIgnoreCamelContextEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreStepEvents(true);
    setIgnoreExchangeEvents(true);
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof RouteStartedEvent started) {
      onStart.accept(started.getRoute());
    }
  }
}
