package org.fleetreboot.reboot;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.EventHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.StopWatch;

/**
 * Sends to an endpoint as a {@code to} of a route would: Camel's events tell of it before and
 * after, so that its meters and traces see a request that no route shows.
 */
public final class AnnouncedProducer extends DefaultAsyncProducer {
  private final AsyncProducer producer;

  private AnnouncedProducer(AsyncProducer producer) {
    super(producer.getEndpoint());
    this.producer = producer;
  }

  /** The producer of that endpoint. */
  public static AsyncProducer of(Endpoint endpoint) throws Exception {
    return new AnnouncedProducer(endpoint.createAsyncProducer());
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CamelContext camel = exchange.getContext();
    if (!camel.getCamelContextExtension().isEventNotificationApplicable()) {
      return producer.process(exchange, callback);
    }
    StopWatch watch = null;
    if (EventHelper.notifyExchangeSending(camel, exchange, getEndpoint())) {
      watch = new StopWatch();
    }
    StopWatch begun = watch;
    return producer.process(
        exchange,
        doneSync -> {
          if (begun != null) {
            EventHelper.notifyExchangeSent(camel, exchange, getEndpoint(), begun.taken());
          }
          callback.done(doneSync);
        });
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ServiceHelper.startService(producer);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(producer);
    super.doStop();
  }
}
