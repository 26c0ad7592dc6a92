package org.fleetreboot.reboot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.ownership.HubOwnership;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.journal.view.StopView;
import org.jspecify.annotations.Nullable;
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
 * started. The journal and the engine are opened when it starts, and the engine is bound as {@code
 * engine}. When the context stops, no more devices are called, pending answers get a moment, and
 * the next start resumes everything else from the journal. If the journal or the engine fails, the
 * context is stopped, because nothing can be recorded any more.
 *
 * <p>Only one program on a machine may work with a hub. With a journal that may lack calls, no
 * device is called until somebody adopts it ({@link Control#adoptJournal}). The properties of the
 * context {@code reboot.lockFolder}, {@code reboot.stateFolder} and {@code reboot.place} have the
 * same meaning as in the program fleet-reboot.
 *
 * <p>For one context, and not thread-safe.
 */
public final class JournaledEngine implements CamelConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledEngine.class);

  private final Path file;
  private final EngineSettings settings;
  private @Nullable String hub;
  private InstantSource clock = InstantSource.system();
  private LongSupplier nanos = System::nanoTime;
  private Duration drain = Duration.ofSeconds(5);
  private DiskLimits limits = DiskLimits.DEFAULT;

  /**
   * Opens nothing yet.
   *
   * @param file the journal, which is created with its directory if it is missing. One process at a
   *     time writes to it
   */
  public JournaledEngine(Path file, EngineSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * The hub's address, with {@code :port} unless that is 443, instead of the address that the
   * component {@code iothub:} uses. Camel's placeholders are resolved.
   */
  public JournaledEngine hubAt(String hostName) {
    this.hub = hostName;
    return this;
  }

  /**
   * The clock for all instants in the journal, instead of the system's. It must never be set,
   * unless {@link #nanos} measures the elapsed time.
   */
  public JournaledEngine clock(InstantSource other) {
    this.clock = other;
    this.nanos = DurableEngine.neverMoved(other);
    return this;
  }

  /** A monotonic clock beside the other one, instead of {@code System::nanoTime}. */
  public JournaledEngine nanos(LongSupplier other) {
    this.nanos = other;
    return this;
  }

  /** How long to wait for pending answers at the end, instead of 5 seconds. */
  public JournaledEngine drain(Duration atMost) {
    this.drain = atMost;
    return this;
  }

  /** When the journal stops instead of growing further, instead of {@link DiskLimits#DEFAULT}. */
  public JournaledEngine limits(DiskLimits other) {
    this.limits = other;
    return this;
  }

  /**
   * Lets the context open the engine when it starts, and tell it when all routes have started. A
   * context with {@code autoStartup} off starts no route by itself: call {@link
   * org.fleetreboot.engine.Runs#routesStarted} once you have started them. The start fails with
   *
   * <ul>
   *   <li>{@link org.fleetreboot.journal.JournalInUse} if another process holds the journal
   *   <li>{@link org.fleetreboot.journal.file.HubInUse} if another program on the machine works
   *       with the hub
   *   <li>{@link org.fleetreboot.journal.JournalRefused} if this version cannot read the journal
   *   <li>{@link org.fleetreboot.engine.OpenOnAnotherHub} if it has an open run of another hub
   * </ul>
   */
  @Override
  public void configure(CamelContext context) {
    context.addLifecycleStrategy(new EngineLifecycle());
  }

  private HubEndpoint hub(CamelContext context) {
    String hostName =
        hub == null ? HubAddress.of(context) : context.resolvePropertyPlaceholders(hub);
    if (hostName == null) {
      throw new IllegalStateException(
          "The component iothub: does not say where hub %s is reached, so a second program could work with it unseen: give iothub: its connectionString or hostName, or name the address with JournaledEngine.hubAt."
              .formatted(settings.hubNames().get(0)));
    }
    return HubEndpoint.of(hostName);
  }

  private static MachineFolders folders(CamelContext context) {
    return MachineFolders.of(
        property(context, "reboot.lockFolder").map(Path::of),
        property(context, "reboot.stateFolder").map(Path::of),
        variable -> Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank()));
  }

  private static Optional<String> property(CamelContext context, String name) {
    return context
        .getPropertiesComponent()
        .resolveProperty(name)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** By then the properties are known, but the routes are not. */
  private final class EngineLifecycle extends LifecycleStrategySupport {
    private @Nullable HubOwnership ownership;
    private @Nullable Engine engine;

    @Override
    public void onContextInitializing(CamelContext context) {
      if (engine != null) {
        return; // The context did not start, and is being started again.
      }
      Engine opened = open(context);
      context.getRegistry().bind("engine", Engine.class, opened);
      for (StopView stop : opened.view().stops()) {
        if (stop.doubt() != null) {
          LOG.warn(
              "No device of hub {} is called, and triggered runs wait: {}. Make sure that no"
                  + " other program works with the hub, then adopt the journal"
                  + " (Control.adoptJournal)",
              stop.hub(),
              stop.reason());
        }
      }
      opened
          .failure()
          .thenAccept(
              reason -> {
                LOG.error(
                    "Camel is stopped, because its engine has stopped: {}", reason.getMessage());
                // Not on the engine's own thread, for which the stop waits.
                new Thread(context::stop, "engine-failed").start();
              });
    }

    private Engine open(CamelContext context) {
      HubEndpoint endpoint = hub(context);
      LoggedProgress progress = new LoggedProgress(clock);
      FileJournal journal = JournalFile.open(file, clock, limits, progress, JournalObserver.NONE);
      try {
        HubOwnership taken =
            HubOwnership.take(
                journal,
                Map.of(settings.hubNames().get(0), endpoint),
                folders(context),
                property(context, "reboot.place").orElse(null));
        ownership = taken;
        Engine opened = taken.open(settings, clock, nanos, progress::folded, EngineObserver.NONE);
        engine = opened;
        return opened;
      } catch (RuntimeException refused) {
        try (journal) {
          close();
        } catch (RuntimeException also) {
          refused.addSuppressed(also);
        }
        throw refused;
      }
    }

    @Override
    public void onContextStarted(CamelContext context) {
      if (engine != null && context.isAutoStartup()) {
        engine.runs().routesStarted();
      }
    }

    /** While the routes still run, because they deliver the answers. */
    @Override
    public void onContextStopping(CamelContext context) {
      if (context.isStopped()) {
        // It did not start, and Camel reports no end of it.
        close();
      } else if (engine != null && !engine.failure().toCompletableFuture().isDone()) {
        engine.drain(drain);
      }
    }

    @Override
    public void onContextStopped(CamelContext context) {
      close();
    }

    private void close() {
      HubOwnership held = ownership;
      ownership = null;
      engine = null;
      if (held != null) {
        held.close();
      }
    }
  }
}
