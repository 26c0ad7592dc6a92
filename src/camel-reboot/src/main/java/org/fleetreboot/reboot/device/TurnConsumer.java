package org.fleetreboot.reboot.device;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.reboot.EngineConsumer;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.reboot.JsonBody;
import org.fleetreboot.reboot.RebootConstants;

/** Sends each device that has a turn through the route, and returns its permit at the end. */
final class TurnConsumer extends EngineConsumer {
  private final RebootDeviceComponent component;

  TurnConsumer(RebootDeviceEndpoint endpoint, Processor processor) {
    super(endpoint, endpoint.getComponent(), processor);
    this.component = endpoint.getComponent();
  }

  @Override
  protected AutoCloseable attach() {
    return component.turns().handOver(turn -> workers().execute(() -> go(turn)));
  }

  private void go(Turn turn) {
    TurnContext inHand = new TurnContext(turn);
    Exchange exchange = createExchange(false);
    exchange.setProperty(TurnContext.PROPERTY, inHand);
    exchange.getMessage().setHeader(RebootConstants.HUB, turn.hub());
    HubHeaders.address(exchange.getMessage(), component.addressed(turn.hub()));
    exchange.getMessage().setHeader(HubHeaders.DEVICE_ID, turn.device());
    exchange.getMessage().setBody(body(turn));
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              component.turns().release(turn, inHand.trouble());
              if (exchange.getException() != null) {
                getExceptionHandler()
                    .handleException(
                        "The route failed for device "
                            + turn.device()
                            + "; what is known of its call stays",
                        exchange,
                        exchange.getException());
              }
              releaseExchange(exchange, false);
            });
  }

  static JsonBody body(Turn turn) {
    JsonBody body = new JsonBody();
    body.put("device", turn.device());
    body.put("run", turn.run());
    body.put("step", turn.step());
    return body;
  }
}
