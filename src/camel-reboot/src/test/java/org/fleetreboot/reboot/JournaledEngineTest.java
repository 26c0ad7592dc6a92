package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.file.HubInUse;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledEngineTest {
  private static final EngineSettings SETTINGS = EngineSettings.of("myhub");

  private final Path folder;

  JournaledEngineTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aContextHasTheEngineForAsLongAsItLivesAndTheNextOneGoesOn() throws Exception {
    Path journal = folder.resolve("data/journal.db");
    try (DefaultCamelContext first = configured(journal)) {
      first.start();
      first.createProducerTemplate().sendBody("reboot-run:chain?runId=r1", "pump-1");
    }
    try (DefaultCamelContext second = configured(journal)) {
      second.start();
      assertThat(bound(second).view().run("r1")).isNotNull();
    }
  }

  @Test
  void aJournalInUseIsNamedAndTheOneWhoHasItKeepsIt() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext holder = configured(journal)) {
      holder.start();
      try (DefaultCamelContext second = configured(journal)) {
        assertThatThrownBy(second::start).isInstanceOf(JournalInUse.class);
      }
      holder.createProducerTemplate().sendBody("reboot-run:chain?runId=r1", "pump-1");
    }
  }

  @Test
  void anEngineThatDoesNotOpenLeavesTheJournalFree() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext context = configured(journal)) {
      context.start();
      // No route takes it up, so it stays open.
      context.createProducerTemplate().sendBody("reboot-run:of-no-route?runId=r1", "pump-1");
    }
    try (DefaultCamelContext other = context()) {
      engine(journal, EngineSettings.of("other")).configure(other);
      assertThatThrownBy(other::start).hasMessageContaining("r1");
    }
    try (DefaultCamelContext again = configured(journal)) {
      again.start();
    }
  }

  @Test
  void aContextThatDoesNotStartLeavesTheJournalAndTheHubFree() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext broken = configured(journal)) {
      broken.addRoutes(routes("reboot-run:broken", "nosuch:component"));
      assertThatThrownBy(broken::start).hasStackTraceContaining("nosuch");
    }
    try (DefaultCamelContext again = configured(journal)) {
      again.start();
    }
  }

  @Test
  void aContextThatDidNotStartCanStartOnceItsRouteIsFixed() throws Exception {
    try (DefaultCamelContext context = configured(folder.resolve("journal.db"))) {
      context.addRoutes(routes("reboot-run:fixed", "late:component"));
      assertThatThrownBy(context::start).hasStackTraceContaining("late");

      context.addComponent("late", new MockComponent());
      context.start();

      context.createProducerTemplate().sendBody("reboot-run:fixed?runId=r1", "pump-1");
    }
  }

  @Test
  void aJournalThatCanKeepNothingMoreStopsTheContext() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext context = configured(journal)) {
      context.start();
    }
    DiskLimits full = new DiskLimits(0, Files.size(journal) + 64_000);
    try (DefaultCamelContext context = configured(journal, full)) {
      context.start();
      String body = "pump-1\n".repeat(10_000);
      assertThatThrownBy(
              () -> {
                for (int n = 0; n < 100; n++) {
                  context.createProducerTemplate().sendBody("reboot-run:chain?runId=r" + n, body);
                }
              })
          .isNotNull();
      await().until(context::isStopped);
    }
    try (DefaultCamelContext again = configured(journal)) {
      again.start();
    }
  }

  @Test
  void aSecondProgramOnTheHubIsRefusedThoughItsJournalIsAnother() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext first = context();
        DefaultCamelContext second = context()) {
      reach(
          first,
          "HostName=MYHUB.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=YQ==");
      new JournaledEngine(journal, SETTINGS).configure(first);
      first.start();
      engine(folder.resolve("second.db"), SETTINGS).configure(second);

      assertThatThrownBy(second::start)
          .isInstanceOf(HubInUse.class)
          .hasMessageContaining("Hub myhub.azure-devices.net is in use by process")
          .hasMessageContaining("with journal " + journal.toRealPath());
    }
  }

  @Test
  void aHubWhoseAddressNobodyNamesIsRefusedBeforeAJournalIsMade() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext context = context()) {
      new JournaledEngine(journal, SETTINGS).configure(context);

      assertThatThrownBy(context::start).hasMessageContaining("hubAt");
    }
    assertThat(journal).doesNotExist();
  }

  @Test
  void aCopyOfAJournalCallsNobodyUntilSomebodyTakesItOn() throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext first = calling(journal)) {
      MockEndpoint calls = first.getEndpoint("mock:calls", MockEndpoint.class);
      first.start();
      first.createProducerTemplate().sendBody("reboot-run:pumps?runId=r1", "pump-1");
      await().until(() -> calls.getReceivedCounter() == 1);
    }
    Path copy = Files.copy(journal, folder.resolve("copy.db"));
    try (DefaultCamelContext second = calling(copy)) {
      MockEndpoint calls = second.getEndpoint("mock:calls", MockEndpoint.class);
      second.start();
      Engine engine = bound(second);
      second.createProducerTemplate().sendBody("reboot-run:pumps?runId=r2", "pump-2");
      assertThat(engine.view().stops())
          .extracting(StopView::doubt)
          .containsExactly(JournalDoubt.COPIED);
      assertThat(calls.getReceivedCounter()).isZero();

      engine
          .control()
          .adoptJournal(Requester.login("anna"), "the first one is gone")
          .toCompletableFuture()
          .join();

      await().until(() -> calls.getReceivedCounter() > 0);
    }
  }

  @Test
  void aRunThatNoRouteOfTheContextTakesIsPausedAndSaysSo() throws Exception {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-30T01:00:00Z"));
    try (DefaultCamelContext context = context()) {
      engine(folder.resolve("journal.db"), SETTINGS).clock(clock::get).configure(context);
      context.start();
      context.createProducerTemplate().sendBody("reboot-run:gone?runId=r1", "pump-1");

      clock.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));

      await().atMost(Duration.ofMinutes(2)).until(() -> run(context).status() == RunStatus.PAUSED);
      assertThat(run(context).reason()).contains("no route begins with reboot-run:gone");
    }
  }

  @Test
  void aRunWaitsForRoutesThatTheContextDoesNotStartByItself() throws Exception {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-30T01:00:00Z"));
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext first = context()) {
      engine(journal, SETTINGS).clock(clock::get).configure(first);
      first.start();
      first.createProducerTemplate().sendBody("reboot-run:late?runId=r1", "pump-1");
    }
    try (DefaultCamelContext second = context()) {
      engine(journal, SETTINGS).clock(clock::get).configure(second);
      second.addRoutes(routes("reboot-run:late", "mock:late"));
      second.setAutoStartup(false);
      second.start();

      clock.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
      // Each of them is answered in a step of the engine that has seen the clock.
      var unused = bound(second).polls().due().toCompletableFuture().join();
      var unusedToo = bound(second).polls().due().toCompletableFuture().join();
      assertThat(run(second).status()).isEqualTo(RunStatus.RUNNING);

      second.startAllRoutes();
      await().until(() -> run(second).status() == RunStatus.COMPLETED);
    }
  }

  @Test
  void aClockThatWasMovedEndsNoWait() throws Exception {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-30T01:00:00Z"));
    try (DefaultCamelContext context = context()) {
      engine(folder.resolve("journal.db"), SETTINGS)
          .clock(clock::get)
          .nanos(() -> 0)
          .configure(context);
      context.addRoutes(routes("reboot-run:chain", "reboot:soak/settle?duration=30m"));
      context.start();
      ProducerTemplate producer = context.createProducerTemplate();
      producer.sendBody("reboot-run:chain?runId=r1", "");
      await().until(() -> !soak(context).isEmpty());

      clock.updateAndGet(now -> now.plus(Duration.ofMinutes(45)));
      // Each of them is accepted in a step of the engine that has seen the clock.
      producer.sendBody("reboot-run:chain?runId=r2", "");
      producer.sendBody("reboot-run:chain?runId=r3", "");

      assertThat(soak(context)).extracting(StepView::status).containsExactly(StepStatus.RUNNING);
    }
  }

  private static RunView run(DefaultCamelContext context) {
    return Objects.requireNonNull(bound(context).view().run("r1"));
  }

  private static List<StepView> soak(DefaultCamelContext context) {
    RunView run = bound(context).view().run("r1");
    return run == null ? List.of() : run.steps();
  }

  private static Engine bound(DefaultCamelContext context) {
    return context.getRegistry().lookupByNameAndType("engine", Engine.class);
  }

  private static void reach(DefaultCamelContext context, String connectionString) {
    context
        .getComponent("iothub", IotHubComponent.class)
        .getConfiguration()
        .setConnectionString(connectionString);
  }

  private DefaultCamelContext calling(Path journal) throws Exception {
    DefaultCamelContext context = context();
    engine(journal, SETTINGS).configure(context);
    context.addRoutes(routes("reboot-run:pumps", "reboot:group/pumps"));
    context.addRoutes(routes("reboot-device:turn", "mock:calls"));
    return context;
  }

  private DefaultCamelContext configured(Path journal) throws Exception {
    return configured(journal, DiskLimits.DEFAULT);
  }

  private DefaultCamelContext configured(Path journal, DiskLimits limits) throws Exception {
    DefaultCamelContext context = context();
    engine(journal, SETTINGS).limits(limits).configure(context);
    context.addRoutes(routes("reboot-run:chain", "reboot:soak/settle?duration=1h"));
    return context;
  }

  private static JournaledEngine engine(Path journal, EngineSettings settings) {
    return new JournaledEngine(journal, settings).hubAt("{{hub}}");
  }

  private DefaultCamelContext context() {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(1);
    PropertiesComponent properties = context.getPropertiesComponent();
    properties.addInitialProperty("hub", "myhub.azure-devices.net");
    properties.addInitialProperty("reboot.lockFolder", folder.resolve("locks").toString());
    properties.addInitialProperty("reboot.stateFolder", folder.resolve("state").toString());
    return context;
  }

  private static RouteBuilder routes(String from, String to) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(from).to(to).id(to.replaceAll("[^a-z]", "-"));
      }
    };
  }
}
