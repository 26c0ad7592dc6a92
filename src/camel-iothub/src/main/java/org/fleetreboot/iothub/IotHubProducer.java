package org.fleetreboot.iothub;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends each exchange's request to the client and continues when the answer is there, on a worker
 * thread unless it is there at once. Never blocks the caller.
 */
class IotHubProducer extends DefaultAsyncProducer {

  IotHubProducer(IotHubEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public IotHubEndpoint getEndpoint() {
    return (IotHubEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (!getEndpoint().needsHeader()) {
      HubClient unused = getEndpoint().client(getEndpoint().getConfiguration().getHub());
    }
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    ExchangeOptions options = new ExchangeOptions(exchange, getEndpoint().getConfiguration());
    ExchangeResult result = new ExchangeResult(exchange);
    HubClient hub;
    CompletableFuture<OperationResult> answer;
    try {
      IotHubOperation operation = options.operation();
      result.begin(operation);
      hub = getEndpoint().client(options.hub());
      answer = new OperationRequest(hub.client(), options).send(operation);
    } catch (RuntimeException e) {
      result.failUnsent(e);
      callback.done(true);
      return true;
    }
    if (answer.isDone()) {
      result.complete(answer);
      callback.done(true);
      return true;
    }
    CompletableFuture<Void> unused =
        answer.handleAsync(
            (value, failure) -> {
              result.complete(answer);
              callback.done(false);
              return null;
            },
            hub.workers());
    return false;
  }
}
