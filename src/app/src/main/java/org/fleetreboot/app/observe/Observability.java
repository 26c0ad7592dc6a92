package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.trace.Tracing;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalObserver;
import org.jspecify.annotations.Nullable;

/** What the program shows to monitoring; nothing is measured unless a setting asks for it. */
public final class Observability implements AutoCloseable {
  private final @Nullable ObserveServer server;
  private final @Nullable Tracing tracing;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock;
  private final EngineMeters engineMeters;
  private final JournalMeters journalMeters;

  private Observability(
      @Nullable ObserveServer server, @Nullable Tracing tracing, ProcessEnvironment environment) {
    this.server = server;
    this.tracing = tracing;
    this.clock = environment.clock();
    registry.config().meterFilter(EndpointNames.filter()).meterFilter(EndpointNames.withRoute());
    this.engineMeters = new EngineMeters(registry, environment.clock());
    this.journalMeters = new JournalMeters(registry, environment.clock());
  }

  /**
   * What the settings ask for.
   *
   * @param hubs their names in the journal
   */
  public static Observability of(
      Settings settings, ProcessEnvironment environment, List<String> hubs) {
    return new Observability(
        settings
            .get(Setting.OBSERVE_PORT)
            .map(port -> ObserveServer.of(settings, environment, port))
            .orElse(null),
        Tracing.of(settings, environment, hubs),
        environment);
  }

  /** Counts what the journal writes. */
  public JournalObserver ofJournal() {
    return server == null ? JournalObserver.NONE : journalMeters;
  }

  /** Counts what the engine decides, and ends the traces of devices. */
  public EngineObserver ofEngine() {
    return BothObservers.of(
        server == null ? EngineObserver.NONE : engineMeters,
        tracing == null ? EngineObserver.NONE : tracing.ofEngine());
  }

  /** Adds the endpoints to a Camel that is not started yet. */
  public void addTo(Main main, Engine engine, Journal journal, JournalLocation location) {
    if (tracing != null) {
      tracing.addTo(main);
    }
    if (server == null) {
      return;
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    engine.hubs().forEach(hub -> HubMeters.register(registry, engine, hub));
    if (location instanceof JournalInFile file) {
      measure(file.file().toFile());
    }
    server.addTo(main, registry, camel -> readings(camel, engine, journal, location));
  }

  private void measure(File disk) {
    Gauge.builder("reboot.journal.disk.free", disk, File::getUsableSpace)
        .description("What is free on the disk of the journal.")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    Gauge.builder("reboot.journal.size", disk, File::length)
        .description("The size of the journal, without its write-ahead log.")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
  }

  private Runnable readings(
      CamelContext camel, Engine engine, Journal journal, JournalLocation location) {
    new RebootConsole(engine, engineMeters::waiting, clock).addTo(camel);
    ResultLag lag = new ResultLag(journal, camel);
    HealthCheckRegistry health = HealthCheckRegistry.get(camel);
    ProgramHealth.checks(engine, journal, location, engineMeters, journalMeters, lag)
        .forEach(health::register);
    FleetReadings readings = new FleetReadings(registry, engine, engineMeters.chains(), lag);
    return readings::refresh;
  }

  /** Sends what waits to be sent, for a moment. */
  @Override
  public void close() {
    if (tracing != null) {
      tracing.close();
    }
  }
}
