package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.saga.InMemorySagaService;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.reboot.testkit.ScriptedEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain that does not wait for a step could end before it, so the step is not begun. */
class UnawaitedStepTest {
  private static final String[] CALLED = {
    EnteredTwiceTest.ring("direct:ring", "ring", "ring-g"),
    EnteredTwiceTest.ring("seda:queued", "queued", "queued-g"),
    """
    - route:
        from: { uri: direct:between, steps: [ { to: { uri: "direct:ring" } } ] }
    - routeTemplate:
        id: ring
        from: { uri: kamelet:source, steps: [ { to: { id: kamelet-g, uri: "reboot:group/ring" } } ] }
    """
  };

  private final ScriptedEngine engine = new ScriptedEngine();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("hops", new Hops())
          .bind("latest", (AggregationStrategy) (before, now) -> now)
          .property("tapped", "direct:ring")
          .property("step", "reboot:group/ring");

  @AfterEach
  void stop() {
    routes.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wireTap: { uri: \"direct:ring\" }",
        "wireTap: { uri: \"direct:between\" }",
        "wireTap: { uri: \"kamelet:ring\" }",
        "wireTap: { uri: \"{{tapped}}\" }",
        "wireTap: { uri: \"direct:${header.where}\" }",
        "to: { uri: \"seda:queued\" }",
        "toD: { uri: \"seda:${header.queue}\" }",
        "recipientList: { constant: \"seda:queued\" }",
        "recipientList: { simple: \"seda:${header.queue}\" }",
        "routingSlip: { simple: \"seda:${header.queue}\" }",
        "dynamicRouter: { method: { ref: hops, method: hop } }",
        "multicast: { parallelProcessing: true, timeout: 50, steps: [ { to: { uri: \"direct:ring\" } } ] }",
        "aggregate: { correlationExpression: { constant: a }, completionSize: 1, aggregationStrategy: latest, steps: [ { toD: { uri: \"direct:${header.where}\" } } ] }",
        "saga: { completion: { uri: \"direct:ring\" }, steps: [ { log: { message: \"in it\" } } ] }",
      })
  void aStepThatNobodyWaitsForFailsTheRunBeforeAnythingIsCalled(String node) throws Exception {
    routes.context().addService(new InMemorySagaService());
    routes.start(CALLED[0], CALLED[1], CALLED[2], EnteredTwiceTest.chain("- " + node));
    routes
        .template()
        .sendBodyAndHeaders(
            "reboot-run:nightly?runId=r1", "a,b", Map.of("where", "ring", "queue", "queued"));
    await().until(() -> engine.ended.containsKey("r1"));
    assertThat(engine.ended.get("r1")).contains("does not wait for it");
    assertThat(engine.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wireTap: { uri: \"{{step}}\" }",
        "toD: { uri: \"{{step}}\" }",
        "enrich: { constant: \"reboot:group/ring\" }",
        "recipientList: { constant: \"direct:ring,{{step}}\" }",
        "routingSlip: { simple: \"reboot:group/${body}\" }",
        "pollEnrich: { constant: \"reboot:group/ring\" }",
      })
  void aStepThatIsNoToOfItsOwnIsRefusedAtTheStart(String node) {
    assertThatThrownBy(() -> routes.start(EnteredTwiceTest.chain("- " + node)))
        .hasStackTraceContaining("write it as `to` with an id");
  }

  /** Goes to the queue once. */
  public static final class Hops {
    private final AtomicBoolean done = new AtomicBoolean();

    public @Nullable String hop() {
      return done.getAndSet(true) ? null : "seda:queued";
    }
  }
}
