package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that are stopped, started and loaded anew while a run is under way in them. */
class RouteReloadTest {
  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - to: { id: pumps, uri: "reboot:group/pumps", parameters: { maxInFlight: 1, firstPoll: 10ms, pollEvery: 20ms } }
              - to: { id: approval, uri: "reboot:approval/approval" }
      """;

  private static final String RING =
      """
      - route:
          id: ring
          from:
            uri: direct:ring
            steps:
              - to: { id: ring-pumps, uri: "reboot:group/pumps", parameters: { maxInFlight: 1, firstPoll: 10ms, pollEvery: 20ms } }
      """;

  private final InMemoryHub hub = new InMemoryHub("pump-1", "pump-2");
  private final CountDownLatch mayComeBack = new CountDownLatch(1);
  private final AtomicInteger passes = new AtomicInteger();
  private final DurableEngine engine =
      DurableEngine.open(
          new InMemoryJournal(InstantSource.system()),
          EngineSettings.of("local").withTier(HubTier.UNLIMITED, 1, 1),
          InstantSource.system());
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("iothub", hub)
          .bind("pass", (Processor) exchange -> passes.incrementAndGet());

  /** So that a run can be stopped in the middle of its group. */
  @BeforeEach
  void aDeviceThatWasCalledIsNotBackYet() {
    Map<String, Object> before = hub.twin("pump-1");
    hub.on(
        "getTwin",
        (exchange, device) ->
            exchange
                .getMessage()
                .setBody(
                    device.equals("pump-1") && mayComeBack.getCount() > 0
                        ? before
                        : hub.twin(device)));
  }

  @AfterEach
  void stop() {
    routes.close();
    engine.close();
  }

  @Test
  void aRunGoesOnWhereItStoodWhenItsRouteIsStoppedAndStarted() throws Exception {
    routes.start(EndToEndTest.DEVICES, CHAIN);
    noStopMayTakeLong();
    begin("nightly");
    await().until(() -> hub.calls.get() == 1);

    routes.context().getRouteController().stopRoute("nightly");
    mayComeBack.countDown();
    routes.context().getRouteController().startRoute("nightly");
    await().until(() -> status("approval") == StepStatus.WAITING);
    routes.context().getRouteController().stopRoute("nightly");
    routes.context().getRouteController().startRoute("nightly");
    approve();

    awaitStatus(RunStatus.COMPLETED);
    assertThat(List.of(hub.boots("pump-1"), hub.boots("pump-2"))).containsExactly(1, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunGoesOnInTheRouteThatIsReadAnewFromItsFile(boolean withAllOthers, @TempDir Path folder)
      throws Exception {
    // Camel reads a file once for each of its routes when it reads all anew, and fails at two.
    List<String> devices = List.of(EndToEndTest.DEVICES.split("(?=- route:)", -1));
    routes.load(written(folder, "invoke.yaml", devices.get(0)));
    routes.load(written(folder, "poll.yaml", devices.get(1)));
    routes.load(written(folder, "nightly.yaml", CHAIN));
    routes.start();
    begin("nightly");
    await().until(() -> hub.calls.get() == 1);
    mayComeBack.countDown();

    String settle = "        - to: { id: settle, uri: \"reboot:soak/settle?duration=1ms\" }\n";
    reload(written(folder, "nightly.yaml", CHAIN + settle), withAllOthers);
    await().until(() -> status("approval") == StepStatus.WAITING);
    approve();

    awaitStatus(RunStatus.COMPLETED);
    assertThat(List.of(hub.boots("pump-1"), hub.boots("pump-2"))).containsExactly(1, 1);
    assertThat(run().steps())
        .extracting(StepView::step)
        .containsExactly("pumps", "approval", "settle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ring", "another"})
  void aRunGoesOnWhenTheRouteThatHoldsItsStepStartsAgain(String id) throws Exception {
    routes.start(
        EndToEndTest.DEVICES,
        RING,
        """
        - route:
            id: calling
            from:
              uri: reboot-run:calling
              steps:
                - process: { ref: pass }
                - to: { id: north, uri: "direct:ring" }
        """);
    noStopMayTakeLong();
    begin("calling");
    await().until(() -> hub.calls.get() == 1);

    routes.context().getRouteController().stopRoute("ring");
    routes.context().removeRoute("ring");
    mayComeBack.countDown();
    await().until(() -> run().tally().settled() == 1);
    assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(passes).hasValue(1);
    routes.load(
        ResourceHelper.fromString("ring.yaml", RING.replace("id: ring\n", "id: " + id + "\n")));

    awaitStatus(RunStatus.COMPLETED);
    assertThat(passes).hasValue(2);
    assertThat(List.of(hub.boots("pump-1"), hub.boots("pump-2"))).containsExactly(1, 1);
  }

  @Test
  void aRunGoesOnAfterAStopOfARouteThatItCallsWasGivenUp() throws Exception {
    routes.start(
        """
        - route:
            id: ring
            from: { uri: direct:ring, steps: [ { to: { id: approval, uri: "reboot:approval/approval" } } ] }
        - route:
            id: other
            autoStartup: false
            from: { uri: direct:other, steps: [ { log: { message: other } } ] }
        - route:
            id: nightly
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: pass }
                - to: { uri: "direct:ring" }
        """);
    begin("nightly");
    await().until(() -> status("approval") == StepStatus.WAITING);

    beginToStop("ring");
    routes.context().getRouteController().startRoute("other");

    await().until(() -> passes.get() == 2);
    approve();
    awaitStatus(RunStatus.COMPLETED);
  }

  @Test
  void whatIsLeftOfTheStoppedRouteDoesNotEndTheRunOfTheNext() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    routes.bind(
        "slow",
        (Processor)
            exchange -> {
              passes.incrementAndGet();
              slow.await();
              exchange
                  .getExchangeExtension()
                  .addOnCompletion(
                      new SynchronizationAdapter() {
                        @Override
                        public void onDone(Exchange done) {
                          gone.countDown();
                        }
                      });
            });
    routes.start(
        """
        - route:
            id: nightly
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: slow }
        """);
    begin("nightly");
    await().until(() -> passes.get() == 1);

    routes.context().getRouteController().stopRoute("nightly");
    routes.context().removeRoute("nightly");
    routes.load(ResourceHelper.fromString("nightly.yaml", CHAIN));
    await().until(() -> run().steps().size() == 1);
    slow.countDown();
    gone.await();

    await().during(Duration.ofMillis(100)).until(() -> run().status() == RunStatus.RUNNING);
  }

  /** What Camel does before it waits for exchanges that are under way, for which it may give up. */
  private void beginToStop(String route) {
    for (Service service : routes.context().getRoute(route).getServices()) {
      for (Service child : ServiceHelper.getChildServices(service, true)) {
        if (child instanceof ShutdownPrepared prepared) {
          prepared.prepareShutdown(false, false);
        }
      }
    }
  }

  /** Camel waits so long for exchanges that are under way. */
  private void noStopMayTakeLong() {
    routes.context().getShutdownStrategy().setTimeUnit(TimeUnit.MINUTES);
    routes.context().getShutdownStrategy().setTimeout(30);
  }

  private Resource written(Path folder, String name, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve(name), yaml);
    return PluginHelper.getResourceLoader(routes.context()).resolveResource("file:" + file);
  }

  /** What Camel does when it sees that a file of routes has changed. */
  private void reload(Resource changed, boolean withAllOthers) {
    new RouteWatcherReloadStrategy() {
      void reload() {
        setRemoveAllRoutes(withAllOthers);
        setCamelContext(routes.context());
        onRouteReload(List.of(changed), false);
      }
    }.reload();
  }

  private void begin(String chain) {
    routes.template().sendBody("reboot-run:" + chain + "?runId=r1", "pump-1\npump-2");
  }

  private void approve() {
    engine
        .control()
        .approve("r1", "approval", Requester.login("anna"), null)
        .toCompletableFuture()
        .join();
  }

  private void awaitStatus(RunStatus status) {
    await().untilAsserted(() -> assertThat(run().status()).isEqualTo(status));
  }

  private @Nullable StepStatus status(String step) {
    return run().steps().stream()
        .filter(view -> view.step().equals(step))
        .map(StepView::status)
        .findFirst()
        .orElse(null);
  }

  private RunView run() {
    return Objects.requireNonNull(engine.view().run("r1"));
  }
}
