package org.fleetreboot.app.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.DurableEngine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.reboot.Redaction;
import org.fleetreboot.reboot.device.RebootDeviceEndpoint;
import org.fleetreboot.reboot.step.ChainStep;

/** The routes, read and checked but not started: nothing begins, nothing is recorded. */
public final class RoutesAtRest implements AutoCloseable {
  private final Journal journal;
  private final DurableEngine engine;
  private final Main camel;

  private RoutesAtRest(Journal journal, DurableEngine engine, Main camel) {
    this.journal = journal;
    this.engine = engine;
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
    Journal journal = new InMemoryJournal(environment.clock());
    DurableEngine engine =
        DurableEngine.open(journal, EngineSettings.of("at-rest"), environment.clock());
    Main main = CamelProgram.configure(settings, hub, Optional.of(routes.patternWithOwn()));
    main.addOverrideProperty("camel.main.autoStartup", "false");
    main.bind("engine", engine);
    RoutesAtRest atRest = new RoutesAtRest(journal, engine, main);
    try {
      CamelProgram.start(main);
      Chains.requireWorkflow(main.getCamelContext(), routes);
      Chains.requireDestinations(main.getCamelContext());
      return atRest;
    } catch (RuntimeException e) {
      atRest.close();
      throw e;
    }
  }

  /** The steps of a chain that the routes have. */
  public List<ChainStep> steps(String chain) {
    Chains.require(camel.getCamelContext(), chain);
    return ChainStep.of(camel.getCamelContext(), chain);
  }

  /** The endpoints that are asked before each call of a device, without secrets. */
  public List<String> deviceChecks() {
    Set<String> checks = new LinkedHashSet<>();
    for (Endpoint endpoint : camel.getCamelContext().getEndpoints()) {
      if (endpoint instanceof RebootDeviceEndpoint device && device.getCheck() != null) {
        checks.add(Redaction.of(device.getCheck()));
      }
    }
    return List.copyOf(checks);
  }

  @Override
  public void close() {
    try {
      camel.stop();
    } finally {
      engine.close();
      journal.close();
    }
  }
}
