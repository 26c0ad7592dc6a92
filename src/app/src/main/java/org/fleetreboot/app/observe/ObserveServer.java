package org.fleetreboot.app.observe;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.service.ServiceSupport;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/**
 * Camel's management server, set up as camel-observability-services would: metrics at {@value
 * #METRICS} and health at {@value #HEALTH}, on a port of its own, so that a firewall can tell it
 * from the API. It changes nothing and shows no secret, so it wants no token.
 */
final class ObserveServer {
  static final String METRICS = "/observe/metrics";
  static final String HEALTH = "/observe/health";

  /** The name under which Camel's own meters look for it. */
  private static final String REGISTRY = "metricsRegistry";

  private final String host;
  private final int port;
  private final Set<String> names;

  private ObserveServer(String host, int port, Set<String> names) {
    this.host = host;
    this.port = port;
    this.names = Set.copyOf(names);
  }

  static ObserveServer of(Settings settings, int port) {
    if (settings.get(Setting.API_PORT) == port) {
      // Camel would serve both on the API's server, and ignore what is set for this one.
      throw ProgramFailure.setup(
          "reboot.observe.port and reboot.api.port are both %d: give each a port of its own."
              .formatted(port));
    }
    return new ObserveServer(
        settings.get(Setting.OBSERVE_HOST),
        port,
        new TreeSet<>(settings.get(Setting.OBSERVE_NAMES)));
  }

  /**
   * Has Camel serve that registry and its health checks.
   *
   * @param readings gives, for the started Camel, what reads the rest before each answer
   */
  void addTo(
      Main main, PrometheusMeterRegistry registry, Function<CamelContext, Runnable> readings) {
    requireFree();
    main.bind(REGISTRY, registry);
    main.addInitialProperty("camel.management.enabled", "true");
    main.addInitialProperty("camel.management.host", host);
    main.addInitialProperty("camel.management.port", String.valueOf(port));
    main.addInitialProperty("camel.management.healthCheckEnabled", "true");
    main.addInitialProperty("camel.management.healthPath", HEALTH);
    main.addInitialProperty("camel.management.metricsEnabled", "true");
    main.addInitialProperty("camel.metrics.enabled", "true");
    main.addInitialProperty("camel.metrics.path", METRICS);
    main.addInitialProperty("camel.health.enabled", "true");
    // What is up may still say something, such as why the hub is suspended.
    main.addInitialProperty("camel.health.exposureLevel", "full");
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            checkOnceStarted(configured.getCamelContext(), readings);
          }
        });
  }

  /** Camel starts it right after the server. */
  private void checkOnceStarted(CamelContext camel, Function<CamelContext, Runnable> readings) {
    try {
      camel.addService(
          new ServiceSupport() {
            @Override
            protected void doStart() {
              ManagementHttpServer server = camel.hasService(ManagementHttpServer.class);
              Runnable refresh = readings.apply(camel);
              server.getRouter().route().order(-2).handler(new VisitorCheck(names));
              server
                  .getRouter()
                  .route(METRICS)
                  .order(-1)
                  .blockingHandler(
                      visit -> {
                        refresh.run();
                        visit.next();
                      });
            }
          },
          true,
          true);
    } catch (Exception e) {
      throw RuntimeCamelException.wrapRuntimeCamelException(e);
    }
  }

  /** Camel only logs that it cannot listen, and goes on. */
  private void requireFree() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "Metrics and health cannot be served on %s:%d (%s): set reboot.observe.port to another, or to off."
              .formatted(host, port, e.getMessage()),
          e);
    }
  }
}
