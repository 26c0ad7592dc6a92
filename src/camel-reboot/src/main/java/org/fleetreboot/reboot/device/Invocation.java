package org.fleetreboot.reboot.device;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.reboot.Check;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/** The processing of one turn: check, marker before, durable intent, one call, durable answer. */
final class Invocation {
  private final InvokeProducer producer;
  private final TurnContext inHand;
  private final Turn turn;
  private final Exchange exchange;
  private final AsyncCallback callback;

  /** An endpoint that answers twice must not continue the exchange twice. */
  private final AtomicBoolean ended = new AtomicBoolean();

  Invocation(
      InvokeProducer producer, TurnContext inHand, Exchange exchange, AsyncCallback callback) {
    this.producer = producer;
    this.inHand = inHand;
    this.turn = inHand.turn();
    this.exchange = exchange;
    this.callback = callback;
  }

  void begin() {
    Check check = producer.check();
    if (check == null) {
      read();
      return;
    }
    check
        .ask(exchange, TurnConsumer.body(turn))
        .thenCompose(finding -> producer.turns().checked(turn, finding))
        .whenComplete(
            (go, failure) -> {
              if (failure != null) {
                fail(failure);
              } else if (go) {
                read();
              } else {
                end(InvokeResult.nothingSent(turn));
              }
            });
  }

  private void read() {
    producer
        .before()
        .read(
            exchange,
            producer.addressed(turn),
            turn.device(),
            turn.callOptions().marker(),
            turn.tags(),
            this::decide,
            this::giveUp);
  }

  private void decide(TwinReading baseline) {
    producer
        .turns()
        .intend(turn, baseline)
        .whenComplete(
            (intent, failure) -> {
              if (failure != null) {
                fail(failure);
              } else if (intent == null) {
                end(InvokeResult.nothingSent(turn));
              } else {
                producer.workers().execute(() -> call(intent));
              }
            });
  }

  private void call(InvocationIntended intent) {
    Exchange request;
    try {
      request = InvokeRequest.of(turn, producer.addressed(turn), intent, exchange);
    } catch (RuntimeException e) {
      // Nothing was sent yet, so the call is known to be undelivered.
      record(intent, new InvocationAnswer.NotDelivered(Cause.MALFORMED, String.valueOf(e)), null);
      return;
    }
    Object sent = request.getMessage().getBody();
    try {
      producer.via().process(request, doneSync -> answered(intent, sent, request));
    } catch (RuntimeException e) {
      // The call may have been sent; its outcome is unknown.
      request.setException(e);
      answered(intent, sent, request);
    }
  }

  private void answered(InvocationIntended intent, @Nullable Object sent, Exchange answer) {
    HubFailure failure = HubFailure.of(answer);
    record(
        intent,
        InvokeResult.of(answer, sent, turn.callOptions()),
        failure == null ? null : failure.troubleOfCall());
  }

  private void record(
      InvocationIntended intent, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    if (trouble != null) {
      producer.troubles().note(trouble);
    }
    producer
        .turns()
        .answer(turn, intent.invocation(), answer, trouble)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                fail(failure);
              } else {
                Map<String, Object> outcome = InvokeResult.body(turn, intent, answer);
                inHand.endedWith(outcome);
                end(outcome);
              }
            });
  }

  /** A failure of the hub is not an outcome of the device, which gets another turn. */
  private void giveUp(HubTrouble trouble) {
    inHand.troubledBy(trouble);
    producer.troubles().note(trouble);
    if (ended.compareAndSet(false, true)) {
      exchange.setRouteStop(true);
      producer.workers().goOn(callback);
    }
  }

  private void end(Map<String, Object> outcome) {
    if (ended.compareAndSet(false, true)) {
      exchange.getMessage().setBody(outcome);
      producer.workers().goOn(callback);
    }
  }

  private void fail(Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      exchange.setException(EngineFailure.cause(failure));
      producer.workers().goOn(callback);
    }
  }
}
