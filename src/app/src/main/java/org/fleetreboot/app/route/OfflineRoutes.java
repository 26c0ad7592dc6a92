package org.fleetreboot.app.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.device.RebootDeviceEndpoint;
import org.fleetreboot.reboot.redaction.Redaction;
import org.fleetreboot.reboot.step.ChainStep;

/** The routes, read and checked but not started: nothing begins, and nothing is recorded. */
public final class OfflineRoutes implements AutoCloseable {
  private final OfflineCamelContext camel;

  private OfflineRoutes(OfflineCamelContext camel) {
    this.camel = camel;
  }

  /**
   * Reads the routes.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure if a file is invalid, and Camel's exception
   *     for an invalid route
   */
  public static OfflineRoutes read(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    RouteFiles routes = RouteFiles.find(settings, environment);
    routes.check();
    UnusedFiles.tell(settings, routes, environment);
    return new OfflineRoutes(
        OfflineCamelContext.start(
            settings,
            environment,
            hubs,
            routes.patternWithOwn(),
            context -> {
              Chains.requireWorkflow(context, routes);
              Chains.requireDestinations(context);
            }));
  }

  /** The steps of a chain. */
  public List<ChainStep> steps(String chain) {
    Chains.require(camel.context(), chain);
    return ChainStep.of(camel.context(), chain);
  }

  /** The endpoints that are asked before each call of a device, without secrets. */
  public List<String> deviceChecks() {
    Set<String> checks = new LinkedHashSet<>();
    for (Endpoint endpoint : camel.context().getEndpoints()) {
      if (endpoint instanceof RebootDeviceEndpoint device && device.getCheck() != null) {
        checks.add(Redaction.of(device.getCheck()));
      }
    }
    return List.copyOf(checks);
  }

  @Override
  public void close() {
    camel.close();
  }
}
