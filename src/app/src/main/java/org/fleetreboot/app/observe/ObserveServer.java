package org.fleetreboot.app.observe;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.Main;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.http.HostNames;
import org.fleetreboot.app.http.ListenAddress;
import org.fleetreboot.app.http.ServerCertificate;
import org.fleetreboot.app.http.ServerHandlers;
import org.fleetreboot.app.settings.ProcessEnvironment;
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

  private final ListenAddress address;
  private final VisitorCheck check;
  private final Optional<ServerCertificate> certificate;

  private ObserveServer(
      ListenAddress address, VisitorCheck check, Optional<ServerCertificate> certificate) {
    this.address = address;
    this.check = check;
    this.certificate = certificate;
  }

  static ObserveServer of(Settings settings, ProcessEnvironment environment, int port) {
    if (settings.get(Setting.API_PORT) == port) {
      // Camel would serve both on the API's server, and ignore what is set for this one.
      throw ProgramFailure.setup(
          "reboot.observe.port and reboot.api.port are both %d: give each a port of its own."
              .formatted(port));
    }
    ListenAddress address = ListenAddress.of(settings, Setting.OBSERVE_HOST, port);
    HostNames names = HostNames.of(settings, Setting.OBSERVE_NAMES, address);
    return new ObserveServer(address, new VisitorCheck(names), certificate(settings, environment));
  }

  private static Optional<ServerCertificate> certificate(
      Settings settings, ProcessEnvironment environment) {
    if (!settings.get(Setting.OBSERVE_TLS)) {
      return Optional.empty();
    }
    Optional<ServerCertificate> certificate = ServerCertificate.read(settings, environment);
    if (certificate.isEmpty()) {
      throw ProgramFailure.setup(
          "%s is on, but there is no certificate: set %s and %s to files in PEM, or %s to off."
              .formatted(
                  Setting.OBSERVE_TLS.key(),
                  Setting.API_TLS_CERTIFICATE.key(),
                  Setting.API_TLS_KEY.key(),
                  Setting.OBSERVE_TLS.key()));
    }
    return certificate;
  }

  /**
   * Has Camel serve that registry and its health checks.
   *
   * @param readings gives, for the started Camel, what reads the rest before each answer
   */
  void addTo(
      Main main, PrometheusMeterRegistry registry, Function<CamelContext, Runnable> readings) {
    address.requireFree(
        "The server of metrics and health", "set reboot.observe.port to another, or to off");
    main.bind(REGISTRY, registry);
    main.addInitialProperty("camel.management.enabled", "true");
    main.addInitialProperty("camel.management.host", address.host());
    main.addInitialProperty("camel.management.port", String.valueOf(address.port()));
    main.addInitialProperty("camel.management.healthCheckEnabled", "true");
    main.addInitialProperty("camel.management.healthPath", HEALTH);
    main.addInitialProperty("camel.management.metricsEnabled", "true");
    main.addInitialProperty("camel.metrics.enabled", "true");
    main.addInitialProperty("camel.metrics.path", METRICS);
    main.addInitialProperty("camel.health.enabled", "true");
    // What is up may still say something, such as why the hub is suspended.
    main.addInitialProperty("camel.health.exposureLevel", "full");
    certificate.ifPresent(
        proof -> ServerHandlers.secure(main, proof, camel -> server(camel).getConfiguration()));
    ServerHandlers.attach(main, camel -> check(camel, readings.apply(camel)));
  }

  private void check(CamelContext camel, Runnable refresh) {
    Router router = server(camel).getRouter();
    router.route().order(-2).handler(check);
    router
        .route(METRICS)
        .order(-1)
        .blockingHandler(
            visit -> {
              refresh.run();
              visit.next();
            });
  }

  private static ManagementHttpServer server(CamelContext camel) {
    return camel.hasService(ManagementHttpServer.class);
  }
}
