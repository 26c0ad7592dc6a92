package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.saga.InMemorySagaService;
import org.apache.camel.support.ResourceHelper;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  private static final String WITHOUT_STEP =
      """
      - route:
          id: quiet
          from: { uri: direct:quiet, steps: [ { log: { message: "quiet" } } ] }
      - route:
          from: { uri: seda:audit, steps: [ { log: { message: "audit" } } ] }
      - route:
          from: { uri: direct:computes, steps: [ { toD: { uri: "direct:${header.where}" } } ] }
      - route:
          from: { uri: direct:reports, steps: [ { to: { uri: "reboot-run:report?runId=r2" } } ] }
      - route:
          from: { uri: reboot-run:report, steps: [ { to: { uri: "direct:later" } } ] }
      - route:
          from: { uri: direct:later, steps: [ { filter: { constant: "false", steps: [ { to: { id: later-g, uri: "reboot:group/later" } } ] } } ] }
      """;

  private final FakeEngine engine = new FakeEngine();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("hops", new Hops())
          .bind("latest", (AggregationStrategy) (before, now) -> now)
          .property("tapped", "direct:ring")
          .property("never", "0")
          .property("kind", "direct")
          .property("computed", "direct:${header.where}")
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
        "wireTap: { uri: \"{{computed}}\" }",
        "wireTap: { uri: \"{{kind}}:${header.where}\" }",
        "to: { uri: \"seda:queued\" }",
        "to: { uri: \"seda:queued?waitForTaskToComplete=Always\" }",
        "to: { uri: \"seda:queued?timeout=0\" }",
        "to: { uri: \"seda:queued\", pattern: InOut }",
        "toD: { uri: \"seda:${header.queue}\" }",
        "recipientList: { constant: \"seda:queued\" }",
        "recipientList: { simple: \"seda:${header.queue}\" }",
        "routingSlip: { simple: \"seda:${header.queue}\" }",
        "dynamicRouter: { method: { ref: hops, method: hop } }",
        "multicast: { parallelProcessing: true, timeout: 50, steps: [ { to: { uri: \"direct:ring\" } } ] }",
        "aggregate: { correlationExpression: { constant: a }, completionSize: 1, aggregationStrategy: latest, steps: [ { to: { uri: \"direct:ring\" } } ] }",
        "saga: { completion: \"direct:ring\", steps: [ { log: { message: \"in it\" } } ] }",
      })
  void aStepThatNobodyWaitsForFailsTheRunBeforeAnythingIsCalled(String node) throws Exception {
    start(node);
    run(Map.of("where", "ring", "queue", "queued"));
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended.get("r1")).contains("does not wait for");
    assertThat(engine.steps().asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wireTap: { uri: \"mock:webhook\" }",
        "wireTap: { uri: \"direct:quiet\" }",
        "wireTap: { uri: \"{{computed}}\" }",
        "wireTap: { uri: \"{{kind}}:${header.where}\" }",
        "wireTap: { uri: \"direct:computes\" }",
        "wireTap: { uri: \"direct:reports\" }",
        "wireTap: { uri: \"reboot-run:report?runId=r2\" }",
        "to: { uri: \"seda:audit\" }",
        "toD: { uri: \"seda:${header.log}\" }",
        "recipientList: { simple: \"direct:${header.where}\", timeout: 60000, parallelProcessing: true }",
        "multicast: { timeout: 60000, parallelProcessing: true, steps: [ { to: { uri: \"direct:quiet\" } } ] }",
        "aggregate: { correlationExpression: { constant: a }, completionSize: 1, aggregationStrategy: latest, steps: [ { toD: { uri: \"direct:${header.where}\" } } ] }",
        "saga: { completion: \"direct:quiet\", steps: [ { log: { message: \"in it\" } } ] }",
      })
  void whatHasNoStepNeedsNobodyToWait(String node) throws Exception {
    start(node + "\n- to: { uri: \"direct:ring\" }");
    run(Map.of("where", "quiet", "log", "audit"));
    assertCompleted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: { uri: \"seda:queued?waitForTaskToComplete=Always&timeout=0\" }",
        "to: { uri: \"seda:queued?timeout=0\", pattern: InOut }",
        "to: { uri: \"seda:queued?exchangePattern=InOut&timeout=0\" }",
        "toD: { uri: \"seda:${header.queue}?timeout=0\", pattern: InOut }",
        "multicast: { timeout: 0, steps: [ { to: { uri: \"direct:ring\" } } ] }",
        "recipientList: { timeout: \"{{never}}\", constant: \"direct:ring\" }",
      })
  void aStepThatIsWaitedForWithoutATimeoutIsBegun(String node) throws Exception {
    start(node);
    run(Map.of("queue", "queued"));
    assertCompleted();
  }

  @Test
  void aStepThatAnAddressOfAMessageLeadsToIsRefusedWhenItIsReached() throws Exception {
    start(
        """
        aggregate:
            correlationExpression: { constant: a }
            completionSize: 1
            aggregationStrategy: latest
            steps:
              - doTry:
                  steps: [ { toD: { uri: "direct:${header.where}" } } ]
                  doCatch:
                    - exception: [ org.fleetreboot.reboot.StepRefused ]
                      steps: [ { to: { uri: "mock:refused" } } ]
        """);
    MockEndpoint refused = routes.context().getEndpoint("mock:refused", MockEndpoint.class);
    run(Map.of("where", "ring"));
    await().until(() -> refused.getReceivedCounter() == 1);
    assertThat(engine.steps().asked).isEmpty();
  }

  @Test
  void anAddressLeadsElsewhereOnceItsRouteIsAnother() throws Exception {
    start("wireTap: { uri: \"direct:quiet\" }");
    run(Map.of());
    await().until(() -> engine.runs().ended.containsKey("r1"));
    routes.context().getRouteController().stopRoute("quiet");
    routes.context().removeRoute("quiet");
    routes.load(
        ResourceHelper.fromString(
            "again.yaml", EnteredTwiceTest.ring("direct:quiet", "quiet", "quiet-g")));

    routes.template().sendBody("reboot-run:nightly?runId=r2", "a");

    await().until(() -> engine.runs().ended.containsKey("r2"));
    assertThat(engine.runs().ended).containsEntry("r1", "completed");
    assertThat(engine.runs().ended.get("r2")).contains("leads to step quiet-g");
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

  private void start(String node) throws Exception {
    routes.context().addService(new InMemorySagaService());
    routes.start(
        CALLED[0], CALLED[1], CALLED[2], WITHOUT_STEP, EnteredTwiceTest.chain("- " + node));
  }

  private void run(Map<String, Object> headers) {
    routes.template().sendBodyAndHeaders("reboot-run:nightly?runId=r1", "a", headers);
  }

  private void assertCompleted() {
    await()
        .until(
            () -> {
              engine.steps().asked.forEach(FakeSteps.Asked::succeed);
              return engine.runs().ended.containsKey("r1");
            });
    assertThat(engine.runs().ended).containsEntry("r1", "completed");
    assertThat(engine.steps().asked).hasSize(1);
  }

  /** Goes to the queue once. */
  public static final class Hops {
    private final AtomicBoolean done = new AtomicBoolean();

    public @Nullable String hop() {
      return done.getAndSet(true) ? null : "seda:queued";
    }
  }
}
