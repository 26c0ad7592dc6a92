package org.fleetreboot.reboot.device;

import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Look;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.JsonBody;
import org.fleetreboot.reboot.Workers;
import org.fleetreboot.workflow.TwinReading;

/** Reads a device's twin and records what it says. */
final class ObserveProducer extends DefaultAsyncProducer {
  private final RebootDeviceEndpoint endpoint;
  private final TwinReads twins;
  private final TroubleLog troubles = new TroubleLog("reading twins");

  ObserveProducer(RebootDeviceEndpoint endpoint, TwinReads twins) {
    super(endpoint);
    this.endpoint = endpoint;
    this.twins = twins;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    engine();
    ServiceHelper.startService(twins);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(twins);
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (!(exchange.getMessage().getBody() instanceof Look look)) {
      exchange.setException(
          new IllegalStateException(
              endpoint + " needs a poll as body: split the body of reboot-device:due before it."));
      callback.done(true);
      return true;
    }
    LooksInHand inHand = exchange.getProperty(LooksInHand.PROPERTY, LooksInHand.class);
    if (inHand != null && !inHand.take(look)) {
      // Polled before, or its lease went back: nothing to do.
      callback.done(true);
      return true;
    }
    twins.read(
        exchange,
        look.device(),
        look.marker(),
        Set.of(),
        reading -> record(look, reading, exchange, callback),
        trouble -> giveUp(look, trouble, exchange, callback));
    return false;
  }

  private void record(Look look, TwinReading reading, Exchange exchange, AsyncCallback callback) {
    engine()
        .observe(look, reading)
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                exchange.getMessage().setBody(body(look, reading));
              } else {
                exchange.setException(EngineFailure.cause(failure));
              }
              workers().goOn(callback);
            });
  }

  /** The hub's trouble is no finding: the device is polled again. */
  private void giveUp(Look look, HubTrouble trouble, Exchange exchange, AsyncCallback callback) {
    engine().release(look, trouble);
    troubles.note(trouble);
    Map<String, Object> body = body(look);
    body.put("trouble", trouble.detail());
    exchange.getMessage().setBody(body);
    workers().goOn(callback);
  }

  private static Map<String, Object> body(Look look, TwinReading reading) {
    Map<String, Object> body = body(look);
    if (reading instanceof TwinReading.Found found) {
      body.put("registered", true);
      body.put("connected", found.connected());
      body.put("marker", found.marker().value());
    } else if (reading instanceof TwinReading.Refused refused) {
      body.put("trouble", refused.reason());
    } else {
      body.put("registered", false);
    }
    return body;
  }

  private static Map<String, Object> body(Look look) {
    JsonBody body = new JsonBody();
    body.put("device", look.device());
    body.put("run", look.run());
    body.put("step", look.step());
    return body;
  }

  private Engine engine() {
    return endpoint.getComponent().engine();
  }

  private Workers workers() {
    return endpoint.getComponent().pool();
  }
}
