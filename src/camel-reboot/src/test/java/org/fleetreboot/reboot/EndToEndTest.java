package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes with the engine itself, on a journal in memory. */
class EndToEndTest {
  static final String DEVICES =
      """
      - route:
          id: invoke
          from:
            uri: reboot-device:turn
            steps:
              - to:
                  uri: reboot-device:invoke
                  parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod" }
      - route:
          id: poll
          from:
            uri: timer:poll
            parameters: { period: 20, delay: 0 }
            steps:
              - to: { uri: "reboot-device:due" }
              - split:
                  expression: { simple: { expression: "${body}" } }
                  parallelProcessing: true
                  steps:
                    - to:
                        uri: reboot-device:observe
                        parameters: { via: "iothub:getTwin" }
      """;

  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - to: { id: canary, uri: "reboot:group/canary", parameters: { query: "tags.ring = 'canary'", maxFailed: 0, firstPoll: 10ms, pollEvery: 20ms } }
              - to: { id: settle, uri: "reboot:soak/settle", parameters: { duration: 50ms } }
              - to: { id: gateways, uri: "reboot:group/gateways", parameters: { query: "tags.role = 'gateway'", firstPoll: 10ms, pollEvery: 20ms } }
      """;

  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final InMemoryHub hub = new InMemoryHub("canary-1", "gateway-1", "gateway-2");
  private DurableEngine engine = open();
  private RouteRunner routes = new RouteRunner(engine).bind("iothub", hub);

  private DurableEngine open() {
    return DurableEngine.open(
        journal,
        EngineSettings.of("local").withTier(HubTier.UNLIMITED, 1, 1),
        InstantSource.system());
  }

  @BeforeEach
  void queriesFindTheirDevices() {
    hub.on(
        "queryTwins",
        (exchange, device) ->
            exchange
                .getMessage()
                .setBody(
                    exchange
                            .getMessage()
                            .getHeader("CamelIotHubQuery", "", String.class)
                            .contains("canary")
                        ? List.of(Map.of("deviceId", "canary-1"))
                        : List.of(
                            Map.of("deviceId", "gateway-1"), Map.of("deviceId", "gateway-2"))));
  }

  @AfterEach
  void stop() {
    routes.close();
    engine.close();
  }

  @Test
  void aChainRebootsItsGroupsOneAfterTheOther() {
    routes.start(DEVICES, CHAIN);
    routes.template().sendBody("reboot-run:nightly?runId=r1", null);
    awaitStatus("r1", "completed");
    assertThat(hub.calls).hasValue(3);
    assertThat(run("r1").steps())
        .extracting(step -> step.step() + " " + step.status().word())
        .containsExactly("canary succeeded", "settle succeeded", "gateways succeeded");
  }

  @Test
  void aGroupThatFailsEndsTheChainBeforeTheNext() {
    reject("canary-1");
    routes.start(DEVICES, CHAIN);
    routes.template().sendBody("reboot-run:nightly?runId=r1", null);
    awaitStatus("r1", "failed");
    assertThat(hub.calls).hasValue(1);
    assertThat(run("r1").reason())
        .isEqualTo("Step canary failed: maxFailed 0: 1 of 1 settled. Its devices: 1 rejected.");
  }

  @Test
  void doTryCatchesAGroupThatFailed() {
    reject("canary-1");
    routes.start(
        DEVICES,
        """
        - route:
            from:
              uri: reboot-run:careful
              steps:
                - doTry:
                    steps:
                      - to: { id: first, uri: "reboot:group/first", parameters: { query: "tags.ring = 'canary'", maxFailed: 0 } }
                    doCatch:
                      - exception: [org.fleetreboot.reboot.GroupFailed]
                        steps:
                          - to: { id: second, uri: "reboot:group/second", parameters: { query: "tags.role = 'gateway'", firstPoll: 10ms, pollEvery: 20ms } }
        """);
    routes.template().sendBody("reboot-run:careful?runId=r1", null);
    awaitStatus("r1", "completed");
    assertThat(run("r1").steps())
        .extracting(step -> step.step() + " " + step.status().word())
        .containsExactly("first failed", "second succeeded");
  }

  @Test
  void afterARestartDoneStepsAnswerFromTheJournalAndNoDeviceIsCalledAgain() {
    AtomicBoolean silent = silence("gateway-2");
    routes.start(DEVICES, CHAIN);
    routes.template().sendBody("reboot-run:nightly?runId=r1", null);
    await().until(() -> hub.calls.get() == 3);
    await().until(() -> run("r1").tally().settled() == 2);

    stop();
    assertThat(run("r1").status()).isEqualTo(RunStatus.RUNNING);
    silent.set(false);
    engine = open();
    routes = new RouteRunner(engine).bind("iothub", hub);
    routes.start(DEVICES, CHAIN);

    awaitStatus("r1", "completed");
    assertThat(hub.calls).hasValue(3);
    assertThat(run("r1").tally().settled()).isEqualTo(3);
  }

  @Test
  void aRunThatIsParkedDoesNotHoldUpTheStopAndNothingOfItsRouteGoesOn() {
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:parked
              steps:
                - doTry:
                    steps:
                      - to: { id: settle, uri: "reboot:soak/settle", parameters: { duration: 1h } }
                    doCatch:
                      - exception: [java.lang.Throwable]
                        steps:
                          - to: mock:caught
                - to: mock:after
        """);
    routes.context().getShutdownStrategy().setTimeUnit(TimeUnit.MINUTES);
    routes.context().getShutdownStrategy().setTimeout(30);
    MockEndpoint caught = routes.context().getEndpoint("mock:caught", MockEndpoint.class);
    MockEndpoint after = routes.context().getEndpoint("mock:after", MockEndpoint.class);
    routes.template().sendBody("reboot-run:parked?runId=r1", null);
    await().until(() -> run("r1").steps().size() == 1);

    routes.close();

    assertThat(caught.getReceivedCounter()).isZero();
    assertThat(after.getReceivedCounter()).isZero();
    assertThat(run("r1").status()).isEqualTo(RunStatus.RUNNING);
  }

  private void reject(String rejecting) {
    hub.on(
        "invokeMethod",
        (exchange, device) -> {
          if (device.equals(rejecting)) {
            exchange.getMessage().setHeader("CamelIotHubMethodStatus", 500);
          } else {
            hub.reboot(exchange, device);
          }
        });
  }

  /** That device accepts, and its twin cannot be read after the call until the switch is off. */
  private AtomicBoolean silence(String silenced) {
    AtomicBoolean silent = new AtomicBoolean(true);
    hub.on(
        "getTwin",
        (exchange, device) -> {
          if (device.equals(silenced) && silent.get() && hub.boots(device) > 0) {
            fail(exchange);
          } else {
            exchange.getMessage().setBody(hub.twin(device));
          }
        });
    return silent;
  }

  private static void fail(Exchange exchange) {
    InMemoryHub.fail(exchange, "throttled", "unknown", 429001);
  }

  private void awaitStatus(String run, String status) {
    await()
        .untilAsserted(
            () -> {
              RunView view = engine.view().run(run);
              assertThat(view == null ? null : view.status().word()).isEqualTo(status);
            });
  }

  private RunView run(String run) {
    return Objects.requireNonNull(engine.view().run(run), run);
  }
}
