package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.GroupFailed;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.RouteStopped;
import org.fleetreboot.reboot.StepRefused;
import org.fleetreboot.workflow.group.StepResult;
import org.jspecify.annotations.Nullable;

/** Parks the exchange, without a thread, until the engine reports the end of the step. */
abstract class StepProducer extends DefaultAsyncProducer {
  private final RebootEndpoint endpoint;
  private final StepKeys keys;

  StepProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.keys = StepKeys.of(endpoint.getCamelContext());
  }

  /** Asks the engine. An exception fails the exchange. */
  abstract CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange);

  /** The exception that ends the chain if the step failed. */
  Exception failure(StepAnswer answer) {
    return new GroupFailed(answer);
  }

  /** Whether the step leaves the body unchanged; otherwise the body becomes the outcome. */
  boolean keepsBody() {
    return false;
  }

  private void write(StepAnswer answer, Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    StepOutcome.write(answer, exchange);
    if (keepsBody()) {
      exchange.getMessage().setBody(body);
    }
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    String step;
    InflightRun inflight;
    CompletionStage<StepAnswer> parked;
    try {
      String run = run(exchange);
      RoutePosition position = position(exchange);
      inflight = position.inflightRun();
      step = keys.keyOf(position, exchange, endpoint);
      parked = inflight.enter(step, position, () -> ask(run, step, exchange));
    } catch (RuntimeException e) {
      fail(exchange, e);
      callback.done(true);
      return true;
    }
    parked.whenComplete(
        (answer, failure) -> {
          Runnable goOn = () -> goOn(step, inflight, answer, failure, exchange, callback);
          if (failure instanceof RouteStopped) {
            // The threads stop with the context, and nothing follows.
            goOn.run();
          } else {
            endpoint.getComponent().pool().execute(goOn);
          }
        });
    return false;
  }

  private void goOn(
      String step,
      InflightRun inflight,
      StepAnswer answer,
      @Nullable Throwable failure,
      Exchange exchange,
      AsyncCallback callback) {
    inflight.leave(step);
    if (failure == null) {
      write(answer, exchange);
      if (answer.result() == StepResult.FAILED) {
        exchange.setException(failure(answer));
      }
    } else {
      fail(exchange, EngineFailure.cause(failure));
    }
    callback.done(false);
  }

  private static void fail(Exchange exchange, Throwable failure) {
    exchange.setException(failure);
    if (failure instanceof RouteStopped) {
      // Error handlers must not continue with it, and there is nothing to log.
      exchange.setRouteStop(true);
      exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }
  }

  private RoutePosition position(Exchange exchange) {
    RoutePosition position = exchange.getProperty(RoutePosition.PROPERTY, RoutePosition.class);
    if (position == null) {
      throw new StepRefused(StepKeys.unknown(endpoint, "outside a route"));
    }
    return position;
  }

  private String run(Exchange exchange) {
    String run = exchange.getProperty(RebootConstants.RUN_ID, String.class);
    if (run == null) {
      throw new IllegalStateException(
          endpoint
              + " was reached by an exchange of no run: its chain begins with from"
              + " reboot-run:NAME.");
    }
    return run;
  }
}
