package org.fleetreboot.reboot.device;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/** Records the body as a note about the device. */
final class NoteProducer extends DefaultAsyncProducer {
  private final RebootDeviceEndpoint endpoint;

  NoteProducer(RebootDeviceEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TurnContext inHand = exchange.getProperty(TurnContext.PROPERTY, TurnContext.class);
    String note = exchange.getMessage().getBody(String.class);
    String run = inHand == null ? header(exchange, RebootConstants.RUN_ID) : inHand.turn().run();
    String step = inHand == null ? header(exchange, RebootConstants.STEP) : inHand.turn().step();
    String device = inHand == null ? device(exchange) : inHand.turn().device();
    if (run == null || step == null || device == null || note == null || note.isBlank()) {
      exchange.setException(
          new IllegalStateException(
              endpoint
                  + " needs a note as body, and belongs behind from reboot-device:turn or from"
                  + " reboot-events:NAME, which say of which device."));
      callback.done(true);
      return true;
    }
    endpoint
        .getComponent()
        .notes()
        .add(run, step, inHand == null ? null : inHand.turn().hub(), device, note.strip())
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                exchange.setException(EngineFailure.cause(failure));
              }
              endpoint.getComponent().pool().goOn(callback);
            });
    return false;
  }

  private static @Nullable String device(Exchange exchange) {
    String device = header(exchange, RebootConstants.DEVICE_ID);
    return device == null ? header(exchange, HubHeaders.DEVICE_ID) : device;
  }

  private static @Nullable String header(Exchange exchange, String name) {
    return exchange.getMessage().getHeader(name, String.class);
  }
}
