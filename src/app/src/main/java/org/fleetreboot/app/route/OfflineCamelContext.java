package org.fleetreboot.app.route;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.memory.InMemoryJournal;

/** Camel as in the program, for routes that are read but never run: nothing is recorded. */
public final class OfflineCamelContext implements AutoCloseable {
  private final Journal journal;
  private final DurableEngine engine;
  private final Main main;

  private OfflineCamelContext(Journal journal, DurableEngine engine, Main main) {
    this.journal = journal;
    this.engine = engine;
    this.main = main;
  }

  /**
   * Starts it without any route.
   *
   * @param routes the pattern of the files that it reads
   * @param check verifies it; it is closed if this throws
   */
  static OfflineCamelContext start(
      Settings settings,
      ProcessEnvironment environment,
      Hubs hubs,
      String routes,
      Consumer<CamelContext> check) {
    Journal journal = new InMemoryJournal(environment.clock());
    DurableEngine engine = DurableEngine.open(journal, settings(hubs), environment.clock());
    Main main = CamelProgram.configure(settings, hubs, Optional.of(routes));
    main.addOverrideProperty("camel.main.autoStartup", "false");
    main.bind("engine", engine);
    OfflineCamelContext camel = new OfflineCamelContext(journal, engine, main);
    try {
      CamelProgram.start(main);
      check.accept(camel.context());
      return camel;
    } catch (RuntimeException e) {
      camel.close();
      throw e;
    }
  }

  /** Its steps may name these hubs. */
  private static EngineSettings settings(Hubs hubs) {
    return EngineSettings.of(hubs.names().stream().map(HubSettings::of).toList());
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    try {
      main.stop();
    } finally {
      engine.close();
      journal.close();
    }
  }
}
