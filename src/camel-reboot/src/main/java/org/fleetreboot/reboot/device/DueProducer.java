package org.fleetreboot.reboot.device;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.reboot.EngineFailure;
import org.jspecify.annotations.Nullable;

/** Returns the devices whose wait is over, each leased until its poll ends. */
final class DueProducer extends DefaultAsyncProducer {
  private final RebootDeviceEndpoint endpoint;

  DueProducer(RebootDeviceEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    var unused = polls();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    polls()
        .due()
        .whenComplete(
            (polls, failure) ->
                endpoint
                    .getComponent()
                    .pool()
                    .execute(
                        () -> {
                          handOut(polls, failure, exchange);
                          callback.done(false);
                        }));
    return false;
  }

  private void handOut(@Nullable List<Poll> polls, @Nullable Throwable failure, Exchange exchange) {
    if (failure != null) {
      exchange.setException(EngineFailure.cause(failure));
    } else if (polls != null) {
      if (!polls.isEmpty()) {
        LeasedPolls inHand = new LeasedPolls(polls(), polls);
        exchange.setProperty(LeasedPolls.PROPERTY, inHand);
        exchange.getExchangeExtension().addOnCompletion(inHand);
      }
      exchange.getMessage().setBody(polls);
    }
  }

  private Polls polls() {
    return endpoint.getComponent().polls();
  }
}
