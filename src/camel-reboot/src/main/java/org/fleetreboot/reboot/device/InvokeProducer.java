package org.fleetreboot.reboot.device;

import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.reboot.Check;
import org.fleetreboot.reboot.ContinuationPool;
import org.jspecify.annotations.Nullable;

/**
 * Calls a device once.
 *
 * <p>If the same turn reaches it again, by a redelivery, a loop or a copy, it repeats its first
 * answer; the engine hands out an intent only once.
 */
final class InvokeProducer extends DefaultAsyncProducer {
  private final RebootDeviceEndpoint endpoint;
  private final TwinReads before;
  private final AsyncProducer via;
  private final @Nullable Check check;
  private final HubFailureLog troubles = new HubFailureLog("calling devices");

  /**
   * @param check asked before each call; null for no check
   */
  InvokeProducer(
      RebootDeviceEndpoint endpoint, TwinReads before, AsyncProducer via, @Nullable Check check) {
    super(endpoint);
    this.endpoint = endpoint;
    this.before = before;
    this.via = via;
    this.check = check;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    var unused = turns();
    ServiceHelper.startService(before, via, check);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(before, via, check);
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TurnContext inHand = exchange.getProperty(TurnContext.PROPERTY, TurnContext.class);
    if (inHand == null) {
      exchange.setException(
          new IllegalStateException(
              endpoint
                  + " was reached without a turn: it belongs behind from reboot-device:turn."));
      callback.done(true);
      return true;
    }
    Map<String, Object> known = inHand.outcome();
    if (known != null) {
      exchange.getMessage().setBody(known);
      callback.done(true);
      return true;
    }
    new Invocation(this, inHand, exchange, callback).begin();
    return false;
  }

  Turns turns() {
    return endpoint.getComponent().turns();
  }

  ContinuationPool workers() {
    return endpoint.getComponent().pool();
  }

  /** The name by which to address the hub; null for the only one. */
  @Nullable String addressed(Turn turn) {
    return endpoint.getComponent().addressed(turn.hub());
  }

  @Nullable Check check() {
    return check;
  }

  TwinReads before() {
    return before;
  }

  AsyncProducer via() {
    return via;
  }

  HubFailureLog troubles() {
    return troubles;
  }
}
