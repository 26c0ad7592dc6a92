package org.fleetreboot.iothub;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.iothub.client.IotHubClient;
import org.jspecify.annotations.Nullable;

/**
 * Sends each exchange's request to the client and continues when the answer is there, on a worker
 * thread unless it is there at once. Never blocks the caller.
 */
class IotHubProducer extends DefaultAsyncProducer {

  private @Nullable IotHubClient client;

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
    client = getEndpoint().client();
  }

  private IotHubClient client() {
    if (client == null) {
      throw new IllegalStateException("The producer of " + getEndpoint() + " is not started.");
    }
    return client;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    ExchangeOptions options = new ExchangeOptions(exchange, getEndpoint().getConfiguration());
    ExchangeResult result = new ExchangeResult(exchange);
    CompletableFuture<OperationResult> answer;
    try {
      IotHubOperation operation = options.operation();
      result.begin(operation);
      answer = new OperationRequest(client(), options).send(operation);
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
            getEndpoint().getComponent().workers());
    return false;
  }
}
