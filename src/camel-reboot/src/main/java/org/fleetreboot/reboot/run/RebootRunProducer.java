package org.fleetreboot.reboot.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/** Accepts messages as runs. */
final class RebootRunProducer extends DefaultAsyncProducer {
  private final RebootRunEndpoint endpoint;

  RebootRunProducer(RebootRunEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CompletionStage<RunReceipt> accepted;
    try {
      accepted = endpoint.getComponent().engine().accept(request(exchange));
    } catch (RuntimeException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    accepted.whenComplete(
        (receipt, failure) ->
            endpoint
                .getComponent()
                .pool()
                .execute(
                    () -> {
                      if (failure == null) {
                        write(receipt, exchange);
                      } else {
                        exchange.setException(EngineFailure.cause(failure));
                      }
                      callback.done(false);
                    }));
    return false;
  }

  private RunRequest request(Exchange exchange) {
    RunTrigger trigger =
        RunTrigger.of(
            exchange, endpoint.getChain(), endpoint.getRunId(), endpoint.getComponent().clock());
    return new RunRequest(
        trigger.run(),
        endpoint.getChain(),
        trigger.description(),
        by(exchange),
        RunMessage.body(exchange.getMessage()),
        RunMessage.headers(exchange.getMessage()));
  }

  private String by(Exchange exchange) {
    String header = exchange.getMessage().getHeader(RebootConstants.BY, String.class);
    if (header != null) {
      return header;
    }
    if (endpoint.getBy() != null) {
      return endpoint.getBy();
    }
    @Nullable String route = exchange.getFromRouteId();
    return route == null ? "api" : "route " + route;
  }

  private void write(RunReceipt receipt, Exchange exchange) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run", receipt.run());
    body.put("chain", endpoint.getChain());
    body.put("new", receipt.isNew());
    body.put("outcome", receipt.outcome() == null ? null : receipt.outcome().word());
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeader(RebootConstants.RUN_ID, receipt.run());
    exchange.getMessage().setHeader(RebootConstants.RUN_IS_NEW, receipt.isNew());
    exchange.setProperty(RebootConstants.KNOWN_RUN, receipt.run());
  }
}
