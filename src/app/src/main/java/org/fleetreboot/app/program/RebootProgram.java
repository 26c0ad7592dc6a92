package org.fleetreboot.app.program;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.fleetreboot.app.api.ApiRoutes;
import org.fleetreboot.app.api.ApiServer;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.logging.Log;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.Surroundings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.DurableEngine;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FleetProjection;
import org.fleetreboot.engine.FleetView;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.engine.StopView;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.SentOptions;
import org.fleetreboot.workflow.Retry;
import org.fleetreboot.workflow.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The program at work: one journal, one engine, one hub, and the routes.
 *
 * <p>It is taken apart crash-only: calls that are out get a moment for their answers, and all else
 * is taken up from the journal by the next start. Thread-safe.
 */
public final class RebootProgram implements AutoCloseable {
  /** An fsync takes milliseconds; a disk that takes this long is broken. */
  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(30);

  /** A file of results takes milliseconds; a sink far away may be down. */
  private static final Duration RESULTS_WITHIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Surroundings surroundings;
  private final HubAccess hub;
  private final Journal journal;
  private @Nullable Engine engine;
  private @Nullable Main camel;
  private @Nullable ApiServer api;

  private RebootProgram(
      Settings settings, Surroundings surroundings, HubAccess hub, Journal journal) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.hub = hub;
    this.journal = journal;
  }

  /**
   * Opens the journal, and with it takes the lock that only one program can hold.
   *
   * @throws org.fleetreboot.journal.JournalInUse when another one holds it
   * @throws org.fleetreboot.journal.JournalRefused when it is no journal that this program can read
   */
  public static RebootProgram open(Settings settings, Surroundings surroundings, HubAccess hub) {
    Path file = surroundings.resolve(settings.get(Setting.JOURNAL));
    Journal journal = JournalFile.open(file, surroundings.clock());
    journal.failure().thenRun(Log::silence);
    return new RebootProgram(settings, surroundings, hub, journal);
  }

  /**
   * Checks the hub, reads the routes and starts them; runs that are open go on.
   *
   * @throws ProgramFailure when the hub is not available, or a route is wrong
   */
  public void start(boolean withTriggers) {
    EngineSettings engineSettings = engineSettings();
    RouteFiles routes = RouteFiles.find(settings, surroundings);
    routes.check();
    try (Hub asked = Hub.of(hub, surroundings)) {
      asked.check();
    }
    Engine opened = DurableEngine.open(journal, engineSettings, surroundings.clock());
    engine = opened;
    Main main = CamelProgram.configure(settings, hub, Optional.of(routes.patternWithOwn()));
    camel = main;
    main.bind("engine", opened);
    if (!withTriggers) {
      main.addMainListener(new StartWithoutTriggers());
    }
    Instant started = surroundings.clock().instant();
    CamelProgram.start(main);
    if (withTriggers) {
      new MissedFires(main.getCamelContext(), opened).watch(started);
    }
    Chains.requireWorkflow(main.getCamelContext(), routes);
    api =
        ApiServer.start(
            new ApiRoutes(new RunningFleet(), surroundings.clock()),
            surroundings.resolve(settings.get(Setting.JOURNAL)),
            settings.get(Setting.API_PORT));
  }

  private EngineSettings engineSettings() {
    return EngineSettings.of(hubName())
        .withTier(
            settings.get(Setting.TIER), settings.get(Setting.UNITS), settings.get(Setting.SHARE))
        .withCallSlots(settings.get(Setting.CALL_SLOTS))
        .withResumeWithin(settings.get(Setting.RESUME_WITHIN));
  }

  /** The hub's name in the journal. */
  private String hubName() {
    String given = settings.get(Setting.HUB);
    return given.isEmpty() ? hub.hubName() : given;
  }

  /**
   * Accepts a run of a chain that the routes have; the same id again is the same run.
   *
   * @throws ProgramFailure when there is no such chain, or it sets an option wrongly
   */
  public RunReceipt accept(RunRequest request) {
    CamelContext context = started(camel).getCamelContext();
    Chains.require(context, request.chain());
    try {
      SentOptions.check(context, SentOptions.in(request.headers()));
    } catch (TargetsRefused e) {
      throw ProgramFailure.setup(String.valueOf(e.getMessage()), e);
    }
    return acknowledged(started(engine).accept(request));
  }

  /** Lets a paused run go on; one that is not paused goes on anyway. */
  public void resume(String run, String by) {
    acknowledged(started(engine).resume(run, by, null));
  }

  /** A request for a run as that one was, for some of its devices; reads the journal. */
  public RunRequest again(String run, String of, String trigger, String by, Retry retry) {
    for (RecordedEvent recorded : journal.read(StreamId.run(of))) {
      if (new EventCodec().decode(recorded) instanceof RunEvent.RunAccepted accepted) {
        return new RunRequest(
            run, accepted.chain(), trigger, by, accepted.body(), accepted.headers(), retry);
      }
    }
    throw new IllegalArgumentException("There is no run '" + of + "'.");
  }

  /** What the API works with. */
  private final class RunningFleet implements Fleet {
    @Override
    public Control control() {
      return started(engine);
    }

    @Override
    public FleetView view() {
      return started(engine).view();
    }

    @Override
    public FleetView history() {
      return FleetProjection.read(journal);
    }

    @Override
    public void requireListed(String chain) {
      try {
        ChainStep.requireListed(started(camel).getCamelContext(), chain);
      } catch (TargetsRefused e) {
        throw ProgramFailure.setup(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public RunReceipt accept(RunRequest request) {
      return RebootProgram.this.accept(request);
    }

    @Override
    public RunRequest again(String run, String trigger, String by, Retry retry) {
      return RebootProgram.this.again(run, retry.run(), trigger, by, retry);
    }
  }

  private static <T> T acknowledged(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ACCEPTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw ProgramFailure.setup(
          "The journal took longer than "
              + ACCEPTED_WITHIN.toSeconds()
              + " s to accept the run; check the disk, and start it again with the same id.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProgramFailure.setup("Stopped before the run was accepted; start it again.", e);
    }
  }

  /** The run of that chain that began last and is still open. */
  public Optional<RunView> openRun(String chain) {
    return openRuns().stream().filter(run -> run.chain().equals(chain)).findFirst();
  }

  /** The stops of all calls that hold. */
  public List<StopView> stops() {
    return started(engine).view().stops();
  }

  /** The runs that are open. */
  public List<RunView> openRuns() {
    return started(engine).view().runs().stream().filter(run -> run.endedAt() == null).toList();
  }

  /** How a run stands; empty when there is none of that id. */
  public Optional<Snapshot> snapshot(String run) {
    Engine asked = started(engine);
    RunView view = asked.view().run(run);
    if (view == null) {
      return Optional.empty();
    }
    Instant now = surroundings.clock().instant();
    return Optional.of(new Snapshot(view, asked.view().devices(run), asked.health(), now));
  }

  /**
   * Waits a moment until those who are handed every outcome, such as the file of results, have all
   * that is known now. Those that lag get the rest from their checkpoint at the next start.
   */
  public void awaitResults() {
    Results.await(journal, started(camel).getCamelContext(), RESULTS_WITHIN);
  }

  /**
   * The run that is asked for when the journal knows its end; the program need not be started.
   * Empty when the id stands for another run: to accept it then tells so.
   */
  public Optional<Snapshot> settled(RunRequest request) {
    String run = request.run();
    if (journal.read(StreamId.run(run)).isEmpty()) {
      return Optional.empty();
    }
    FleetView view = FleetProjection.read(journal);
    RunView known = view.run(run);
    return known == null
            || known.endedAt() == null
            || !known.chain().equals(request.chain())
            || !known.hub().equals(hubName())
            || ((request.body() != null || request.retry() != null)
                && !known.trigger().equals(request.trigger()))
        ? Optional.empty()
        : Optional.of(
            new Snapshot(known, view.devices(run), HubHealth.GOOD, surroundings.clock().instant()));
  }

  /**
   * Fails when the journal or the engine has stopped: nothing is accepted or called any more.
   *
   * @throws JournalFailed with what to do about it
   * @throws ProgramFailure when the engine stopped by itself
   */
  public void requireLife() {
    JournalFailed failed = journal.failure().toCompletableFuture().getNow(null);
    if (failed != null) {
      throw failed;
    }
    Throwable stopped = started(engine).failure().toCompletableFuture().getNow(null);
    if (stopped != null) {
      throw ProgramFailure.setup(
          "The engine has stopped by a defect (%s); nothing is called any more. Start it again: the"
                  .formatted(stopped)
              + " journal has all that happened, and open runs go on.",
          stopped);
    }
  }

  private boolean hasJournalFailed() {
    return journal.failure().toCompletableFuture().isDone();
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The program is not started.");
    }
    return part;
  }

  /** No more calls; the answers under way get a moment, and then everything ends. */
  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
    try {
      // With a journal that has stopped, no answer could be kept.
      if (engine != null && !hasJournalFailed()) {
        engine.drain(settings.get(Setting.DRAIN));
      }
    } finally {
      try {
        if (camel != null && !hasJournalFailed()) {
          camel.stop();
        }
      } finally {
        try {
          if (engine != null) {
            engine.close();
          }
        } finally {
          journal.close();
        }
      }
    }
  }
}
