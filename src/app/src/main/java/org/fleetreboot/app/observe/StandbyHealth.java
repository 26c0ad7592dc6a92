package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.fleetreboot.app.route.CamelProgram;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What a program in standby shows to monitoring, where a running one shows its own: it is alive,
 * and not ready. Nothing is served unless a setting asks for it. Thread-safe.
 */
public final class StandbyHealth implements AutoCloseable {
  private final @Nullable Main main;
  private volatile String obstacle = "it is starting";

  private StandbyHealth(@Nullable Main main) {
    this.main = main;
  }

  /**
   * Serves it at the port that is set.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure if another program listens there
   */
  public static StandbyHealth of(Settings settings, ProcessEnvironment environment) {
    Optional<ObserveServer> server =
        settings
            .get(Setting.OBSERVE_PORT)
            .map(port -> ObserveServer.of(settings, environment, port));
    if (server.isEmpty()) {
      return new StandbyHealth(null);
    }
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    main.addInitialProperty("camel.main.name", "fleet-reboot-standby");
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    StandbyHealth health = new StandbyHealth(main);
    server.get().addTo(main, registry, health::check);
    CamelProgram.start(main);
    return health;
  }

  private Runnable check(CamelContext camel) {
    HealthCheckRegistry.get(camel)
        .register(
            ProgramCheck.ofReadiness(
                "reboot-standby", () -> Finding.down("In standby, because " + obstacle + ".")));
    return () -> {};
  }

  /**
   * What it waits for now.
   *
   * @param obstacle the end of a sentence
   */
  public void waitsFor(String obstacle) {
    this.obstacle = obstacle;
  }

  @Override
  public void close() {
    if (main != null) {
      main.stop();
    }
  }
}
