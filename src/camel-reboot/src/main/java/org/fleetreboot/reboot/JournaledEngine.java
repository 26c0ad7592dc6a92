package org.fleetreboot.reboot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.engine.DurableEngine;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a Camel context an engine on a journal in one file, for as long as the context lives.
 *
 * <pre>{@code
 * Main main = new Main();
 * main.configure()
 *     .addConfiguration(
 *         new JournaledEngine(Path.of("data/journal.db"), EngineSettings.of("myhub")));
 * }</pre>
 *
 * <p>Without camel-main: {@code new JournaledEngine(...).configure(context)}, before the context is
 * started. When the context stops, no more devices are called, the answers under way get a moment,
 * and all else is taken up from the journal by the next start. When the journal or the engine
 * fails, the context is stopped: nothing could be kept any more.
 *
 * <p>For one context, and not thread-safe.
 */
public final class JournaledEngine implements CamelConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledEngine.class);

  private final Path file;
  private final EngineSettings settings;
  private InstantSource clock = InstantSource.system();
  private Duration drain = Duration.ofSeconds(5);
  private DiskLimits limits = DiskLimits.DEFAULT;

  /**
   * Opens nothing yet.
   *
   * @param file the journal; made, with its folder, when absent. One process at a time writes to it
   */
  public JournaledEngine(Path file, EngineSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /** The clock of all instants in the journal, instead of the system's. */
  public JournaledEngine clock(InstantSource other) {
    this.clock = other;
    return this;
  }

  /** How long the answers under way are waited for at the end, instead of 5 seconds. */
  public JournaledEngine drain(Duration atMost) {
    this.drain = atMost;
    return this;
  }

  /** When the journal stops instead of growing on, instead of {@link DiskLimits#DEFAULT}. */
  public JournaledEngine limits(DiskLimits other) {
    this.limits = other;
    return this;
  }

  /**
   * Opens the journal and the engine, and binds it as {@code engine}.
   *
   * @throws org.fleetreboot.journal.JournalInUse when another process holds the journal
   * @throws org.fleetreboot.journal.JournalRefused when it is no journal that this version can read
   * @throws org.fleetreboot.engine.OpenOnAnotherHub when a run of another hub is open in it
   */
  @Override
  public void configure(CamelContext context) {
    Journal journal = JournalFile.open(file, clock, limits);
    DurableEngine engine = opened(journal);
    context.getRegistry().bind("engine", Engine.class, engine);
    context.addLifecycleStrategy(new Life(journal, engine));
    engine
        .failure()
        .thenAccept(
            reason -> {
              LOG.error("Camel is stopped, for its engine has: {}", reason.getMessage());
              // Not on the engine's own thread, which the stop waits for.
              new Thread(context::stop, "engine-failed").start();
            });
  }

  private DurableEngine opened(Journal journal) {
    try {
      return DurableEngine.open(journal, settings, clock);
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private final class Life extends LifecycleStrategySupport {
    private final Journal journal;
    private final DurableEngine engine;

    Life(Journal journal, DurableEngine engine) {
      this.journal = journal;
      this.engine = engine;
    }

    /** While the routes still run: they bring the answers. */
    @Override
    public void onContextStopping(CamelContext context) {
      if (!engine.failure().toCompletableFuture().isDone()) {
        engine.drain(drain);
      }
    }

    @Override
    public void onContextStopped(CamelContext context) {
      engine.close();
      journal.close();
    }
  }
}
