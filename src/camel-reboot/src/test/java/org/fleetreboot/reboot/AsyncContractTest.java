package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.run.RunMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Camel asks of every asynchronous endpoint, and what this one asks on top: crash-only. */
class AsyncContractTest {
  private final FakeEngine engine = new FakeEngine();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("iothub", new InMemoryHub("a"))
          .bind("seen", (Processor) exchange -> seen.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void anAnswerLaterIsOneCallbackThatIsNotSynchronous() throws Exception {
    routes.start();
    AtomicInteger callbacks = new AtomicInteger();
    AsyncProducer producer = producer("reboot-run:nightly");
    boolean done =
        producer.process(
            exchange(producer, "a"),
            doneSync -> {
              assertThat(doneSync).isFalse();
              callbacks.incrementAndGet();
            });
    assertThat(done).isFalse();
    await().during(Duration.ofMillis(50)).until(() -> callbacks.get() == 1);
  }

  @Test
  void aFailureAtOnceIsOneCallbackThatIsSynchronous() throws Exception {
    routes.start();
    for (String uri :
        List.of(
            "reboot-run:nightly",
            "reboot:group/pumps",
            "reboot-device:observe?via=iothub:getTwin",
            "reboot-device:invoke?before=iothub:getTwin&via=iothub:invokeMethod")) {
      AtomicInteger callbacks = new AtomicInteger();
      AsyncProducer producer = producer(uri);
      Exchange exchange = exchange(producer, new Object());
      boolean done =
          producer.process(
              exchange,
              doneSync -> {
                assertThat(doneSync).isTrue();
                callbacks.incrementAndGet();
              });
      assertThat(done).as(uri).isTrue();
      assertThat(callbacks).as(uri).hasValue(1);
      assertThat(exchange.getException()).as(uri).isNotNull();
    }
  }

  @Test
  void aSynchronousCallerWaitsForTheAnswer() {
    routes.start();
    Map<?, ?> receipt =
        routes.template().requestBody("reboot-run:nightly?runId=r1", (Object) "a", Map.class);
    assertThat(receipt.get("run")).isEqualTo("r1");
    assertThat(routes.template().requestBody("reboot-device:due", "x")).isEqualTo(List.of());
  }

  @Test
  void theRouteGoesOnUnderThreadsOfCamelAndNotOfTheEngine() {
    List<String> threads = new CopyOnWriteArrayList<>();
    routes.bind("thread", (Processor) exchange -> threads.add(Thread.currentThread().getName()));
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - to: { id: rest, uri: "reboot:soak/rest", parameters: { duration: 1s } }
                - process: { ref: thread }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> engine.steps().asked.size() == 1);
    engine.steps().asked.get(0).succeed();
    await().until(() -> threads.size() == 1);
    assertThat(threads.get(0)).startsWith("Camel ").contains("reboot");
  }

  @Test
  void anInterruptedWorkerStillGoesOn() {
    routes.bind("interrupting", (Processor) exchange -> Thread.currentThread().interrupt());
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: interrupting }
                - to: { id: rest, uri: "reboot:soak/rest", parameters: { duration: 1s } }
                - process: { ref: seen }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> engine.steps().asked.size() == 1);
    engine.steps().asked.get(0).succeed();
    await().until(() -> engine.runs().ended.containsKey("r1"));
  }

  @Test
  void afterTheStopNoTurnNoRunAndNoEventIsTaken() {
    routes.start(
        """
        - route:
            from:
              uri: reboot-device:turn
              steps:
                - process: { ref: seen }
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: seen }
        - route:
            from:
              uri: reboot-events:results
              steps:
                - process: { ref: seen }
        """);
    assertThat(engine.consumers()).isEqualTo(3);
    routes.close();
    assertThat(engine.consumers()).isZero();
  }

  @Test
  void aRouteThatIsStoppedAndStartedTakesUpItsRunsAgain() throws Exception {
    routes.start(
        """
        - route:
            id: nightly
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: seen }
        """);
    routes.context().getRouteController().stopRoute("nightly");
    assertThat(engine.consumers()).isZero();
    routes.context().getRouteController().startRoute("nightly");
    engine.runs().resume(new OpenRun("r1", "nightly", List.of(), Map.of(), RunMessage.NONE, false));
    await().until(() -> seen.size() == 1);
  }

  @Test
  void withoutAnEngineTheStartSaysWhatIsMissing() {
    try (RouteRunner alone = new RouteRunner()) {
      assertThatThrownBy(
              () ->
                  alone.start(
                      """
                      - route:
                          from:
                            uri: reboot-run:nightly
                            steps:
                              - log: { message: "x" }
                      """))
          .hasStackTraceContaining(
              "reboot-run: needs an engine, and the registry has 0 beans of type"
                  + " org.fleetreboot.engine.Engine");
    }
  }

  private AsyncProducer producer(String uri) throws Exception {
    Endpoint endpoint = routes.context().getEndpoint(uri);
    AsyncProducer producer = endpoint.createAsyncProducer();
    producer.start();
    return producer;
  }

  private static Exchange exchange(AsyncProducer producer, Object body) {
    Exchange exchange = producer.getEndpoint().createExchange();
    exchange.getMessage().setBody(body);
    return exchange;
  }
}
