package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.NotSentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of an asynchronous producer in Camel. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AsyncContractTest {

  private static final String INVOKE = "iothub:invokeMethod?deviceId=pump-1&methodName=reboot";

  private final ScriptedClient hub = new ScriptedClient();
  private final RunningCamel camel = RunningCamel.with(Map.of("hub", hub));
  private final CompletableFuture<MethodAnswer> late = new CompletableFuture<>();

  /** Each call of the callback, as "sync" or "async", with the thread that made it. */
  private final List<String> callbacks = new CopyOnWriteArrayList<>();

  private final List<String> callbackThreads = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    camel.close();
  }

  @Test
  void callsBackOnceOnTheCallersThreadWhenTheAnswerIsThereAtOnce() throws Exception {
    Exchange exchange = new DefaultExchange(camel.context);

    boolean doneSync = process(exchange);

    assertThat(doneSync).isTrue();
    assertThat(callbacks).containsExactly("sync");
    assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("done", true));
  }

  @Test
  void callsBackOnceOnAWorkerWhenTheAnswerComesLater() throws Exception {
    hub.onInvoke = call -> late;
    Exchange exchange = new DefaultExchange(camel.context);

    boolean doneSync = process(exchange);
    assertThat(doneSync).isFalse();
    assertThat(callbacks).isEmpty();

    late.complete(new MethodAnswer(200, "ok"));

    await().until(() -> !callbacks.isEmpty());
    assertThat(callbacks).containsExactly("async");
    assertThat(callbackThreads).allMatch(thread -> thread.contains("IotHub"));
    assertThat(exchange.getMessage().getBody()).isEqualTo("ok");
    assertThat(exchange.getProperty(IotHubConstants.DELIVERY)).isEqualTo("delivered");
  }

  @Test
  void callsBackOnceWithTheFailureOfALateAnswer() throws Exception {
    hub.onInvoke = call -> late;
    Exchange exchange = new DefaultExchange(camel.context);
    process(exchange);

    late.completeExceptionally(
        new IotHubOperationException(
            "gone", FailureKind.notOnline, Delivery.unknown, 404, 404103, null));

    await().until(() -> !callbacks.isEmpty());
    assertThat(callbacks).containsExactly("async");
    assertThat(exchange.getException()).hasMessage("gone");
    assertThat(exchange.getProperty(IotHubConstants.STATUS_CODE)).isEqualTo(404);
    assertThat(exchange.getProperty(IotHubConstants.ERROR_CODE)).isEqualTo(404103);
    assertThat(exchange.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("notOnline");
    assertThat(exchange.getProperty(IotHubConstants.DELIVERY)).isEqualTo("unknown");
    assertThat(exchange.getMessage().getHeader(IotHubConstants.DELIVERY)).isEqualTo("unknown");
  }

  @Test
  void countsAnUnnamedFailureOfTheClientAsUnknown() throws Exception {
    hub.onInvoke =
        call -> {
          throw new IllegalStateException("thrown, though the contract forbids it");
        };
    Exchange exchange = new DefaultExchange(camel.context);

    process(exchange);

    assertThat(callbacks).containsExactly("sync");
    assertThat(exchange.getException())
        .isInstanceOf(IotHubOperationException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(exchange.getProperty(IotHubConstants.DELIVERY)).isEqualTo("unknown");
    assertThat(exchange.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("other");
  }

  @Test
  void failsAtOnceWhenTheClientHasNoFreeSlot() throws Exception {
    hub.onInvoke = call -> CompletableFuture.failedFuture(new NotSentException("full", null));
    Exchange exchange = new DefaultExchange(camel.context);

    assertThat(process(exchange)).isTrue();

    assertThat(exchange.getException()).isInstanceOf(NotSentException.class);
    assertThat(exchange.getProperty(IotHubConstants.DELIVERY)).isEqualTo("notDelivered");
    assertThat(exchange.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("notSent");
    assertThat(exchange.getProperties())
        .doesNotContainKeys(IotHubConstants.STATUS_CODE, IotHubConstants.ERROR_CODE);
  }

  @Test
  void behavesTheSameThroughTheSynchronousTemplate() {
    hub.onInvoke = call -> CompletableFuture.supplyAsync(() -> new MethodAnswer(404, null));

    Exchange done = camel.send(INVOKE, "payload");

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeader(IotHubConstants.METHOD_STATUS)).isEqualTo(404);
    assertThat(done.getMessage().getBody()).isNull();
    assertThat(done.getProperty(IotHubConstants.DELIVERY)).isEqualTo("delivered");
  }

  @Test
  void anInterruptOfTheCallerLeavesTheCallAlone() throws Exception {
    hub.onInvoke = call -> late;
    CompletableFuture<Exchange> returned = new CompletableFuture<>();
    Thread caller =
        new Thread(() -> returned.complete(camel.send(INVOKE, null)), "interrupted-caller");
    caller.start();
    await().until(() -> hub.calls.size() == 1);
    await().until(() -> caller.getState() == Thread.State.WAITING);

    caller.interrupt();

    await().until(returned::isDone);
    assertThat(returned.join().getException()).isNotNull();
    assertThat(late.complete(new MethodAnswer(200, null))).isTrue();
    assertThat(hub.calls).hasSize(1);
  }

  @Test
  void neverCallsBackAfterTheStop() throws Exception {
    hub.onInvoke = call -> late;
    process(new DefaultExchange(camel.context));

    camel.close();
    late.complete(new MethodAnswer(200, null));

    assertThat(callbacks).isEmpty();
  }

  @Test
  void holdsNoThreadWhileExchangesAreParked() throws Exception {
    List<CompletableFuture<MethodAnswer>> parked = new CopyOnWriteArrayList<>();
    hub.onInvoke =
        call -> {
          CompletableFuture<MethodAnswer> answer = new CompletableFuture<>();
          parked.add(answer);
          return answer;
        };
    camel.yaml(
        """
        - route:
            from:
              uri: direct:start
              steps:
                - to: "iothub:invokeMethod?deviceId=pump-1&methodName=reboot"
        """);
    // A template's async send takes one thread for each; a producer does not.
    AsyncProducer start = camel.context.getEndpoint("direct:start").createAsyncProducer();
    start.start();
    int threadsBefore = Thread.activeCount();

    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      done.add(start.processAsync(new DefaultExchange(camel.context)));
    }

    assertThat(parked).hasSize(500);
    assertThat(Thread.activeCount() - threadsBefore).isLessThan(5);
    parked.forEach(answer -> answer.complete(new MethodAnswer(200, null)));
    await().until(() -> done.stream().allMatch(Future::isDone));
  }

  private boolean process(Exchange exchange) throws Exception {
    AsyncProducer producer = camel.context.getEndpoint(INVOKE).createAsyncProducer();
    producer.start();
    return producer.process(
        exchange,
        doneSync -> {
          callbackThreads.add(Thread.currentThread().getName());
          callbacks.add(doneSync ? "sync" : "async");
        });
  }
}
