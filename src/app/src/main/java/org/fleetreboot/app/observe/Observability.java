package org.fleetreboot.app.observe;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/** What the program shows to monitoring; nothing, unless a setting asks for it. */
public final class Observability {
  private final Optional<ObserveServer> server;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private Observability(Optional<ObserveServer> server) {
    this.server = server;
    registry.config().meterFilter(EndpointNames.filter());
  }

  public static Observability of(Settings settings) {
    return new Observability(
        settings.get(Setting.OBSERVE_PORT).map(port -> ObserveServer.of(settings, port)));
  }

  /** Adds the endpoints to a program that is not started yet. */
  public void addTo(Main main) {
    server.ifPresent(endpoints -> endpoints.addTo(main, registry));
  }
}
