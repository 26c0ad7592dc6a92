package org.fleetreboot.app.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.device.RebootDeviceEndpoint;
import org.fleetreboot.reboot.redaction.Redaction;
import org.fleetreboot.reboot.step.ChainStep;

/** The routes, read and checked but not started: nothing begins, nothing is recorded. */
public final class RoutesAtRest implements AutoCloseable {
  private final IdleCamel camel;

  private RoutesAtRest(IdleCamel camel) {
    this.camel = camel;
  }

  /**
   * Reads them.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure when a file is none, and whatever Camel says
   *     about a route that cannot be
   */
  public static RoutesAtRest read(
      Settings settings, ProcessEnvironment environment, HubAccess hub) {
    RouteFiles routes = RouteFiles.find(settings, environment);
    routes.check();
    UnusedFiles.tell(settings, routes, environment);
    return new RoutesAtRest(
        IdleCamel.start(
            settings,
            environment,
            hub,
            routes.patternWithOwn(),
            context -> {
              Chains.requireWorkflow(context, routes);
              Chains.requireDestinations(context);
            }));
  }

  /** The steps of a chain that the routes have. */
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
