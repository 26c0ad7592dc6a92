package org.fleetreboot.reboot.device;

import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.JsonBody;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.device.TwinReading;

/** Reads a device's twin and records the result. */
final class ObserveProducer extends DefaultAsyncProducer {
  private final RebootDeviceEndpoint endpoint;
  private final TwinReads twins;
  private final HubFailureLog troubles = new HubFailureLog("reading twins");

  ObserveProducer(RebootDeviceEndpoint endpoint, TwinReads twins) {
    super(endpoint);
    this.endpoint = endpoint;
    this.twins = twins;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    var unused = polls();
    ServiceHelper.startService(twins);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(twins);
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (!(exchange.getMessage().getBody() instanceof Poll poll)) {
      exchange.setException(
          new IllegalStateException(
              endpoint + " needs a poll as body: split the body of reboot-device:due before it."));
      callback.done(true);
      return true;
    }
    exchange.getMessage().setHeader(RebootConstants.HUB, poll.hub());
    LeasedPolls inHand = exchange.getProperty(LeasedPolls.PROPERTY, LeasedPolls.class);
    if (inHand != null && !inHand.take(poll)) {
      // Already polled, or the lease was given back: there is nothing to do.
      callback.done(true);
      return true;
    }
    twins.read(
        exchange,
        endpoint.getComponent().addressed(poll.hub()),
        poll.device(),
        poll.marker(),
        Set.of(),
        reading -> record(poll, reading, exchange, callback),
        trouble -> giveUp(poll, trouble, exchange, callback));
    return false;
  }

  private void record(Poll poll, TwinReading reading, Exchange exchange, AsyncCallback callback) {
    polls()
        .observe(poll, reading)
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                exchange.getMessage().setBody(body(poll, reading));
              } else {
                exchange.setException(EngineFailure.cause(failure));
              }
              workers().goOn(callback);
            });
  }

  /** A failure of the hub is not a finding; the device is polled again. */
  private void giveUp(Poll poll, HubTrouble trouble, Exchange exchange, AsyncCallback callback) {
    polls().release(poll, trouble);
    troubles.note(trouble);
    Map<String, Object> body = body(poll);
    body.put("trouble", trouble.detail());
    exchange.getMessage().setBody(body);
    workers().goOn(callback);
  }

  private static Map<String, Object> body(Poll poll, TwinReading reading) {
    Map<String, Object> body = body(poll);
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

  private static Map<String, Object> body(Poll poll) {
    JsonBody body = new JsonBody();
    body.put("device", poll.device());
    body.put("run", poll.run());
    body.put("step", poll.step());
    return body;
  }

  private Polls polls() {
    return endpoint.getComponent().polls();
  }

  private ContinuationPool workers() {
    return endpoint.getComponent().pool();
  }
}
