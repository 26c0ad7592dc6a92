package org.fleetreboot.app.program;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.fleetreboot.app.api.ApiServer;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.http.WebServerSettings;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationChain;
import org.fleetreboot.app.logging.Log;
import org.fleetreboot.app.observe.Observability;
import org.fleetreboot.app.page.Dashboard;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.route.CamelProgram;
import org.fleetreboot.app.route.Chains;
import org.fleetreboot.app.route.RouteFiles;
import org.fleetreboot.app.route.UnusedFiles;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.LogFormat;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.node.NodeEngine;
import org.fleetreboot.engine.ownership.HubOwnership;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.nodes.Nodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program: one journal, one engine, its hubs, and the routes.
 *
 * <p>Stopping is crash-only: pending calls get a moment for their answers, and the next start
 * resumes everything else from the journal. Thread-safe.
 */
public final class RebootProgram implements AutoCloseable {
  /** Writing results to a file takes milliseconds; a remote sink may be down. */
  private static final Duration RESULTS_WITHIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(RebootProgram.class);

  private final Settings settings;
  private final ProcessEnvironment environment;
  private final Hubs hubs;
  private final OpenJournal own;
  private final Journal journal;
  private final Instant openedAt;
  private final Observability observability;
  private final WebServerSettings web;
  private @Nullable HubOwnership ownership;
  private @Nullable Nodes nodes;
  private @Nullable Engine engine;
  private volatile boolean isTakenOver;
  private final DropFolderLocks inboxes = new DropFolderLocks();
  private @Nullable Main camel;
  private @Nullable ApiServer api;

  private RebootProgram(
      Settings settings,
      ProcessEnvironment environment,
      Hubs hubs,
      OpenJournal own,
      Observability observability,
      WebServerSettings web) {
    this.settings = settings;
    this.environment = environment;
    this.hubs = hubs;
    this.own = own;
    this.journal = own.journal();
    this.openedAt = environment.clock().instant();
    this.observability = observability;
    this.web = web;
  }

  /**
   * Opens the journal and takes its lock, which only one program can hold.
   *
   * @throws org.fleetreboot.journal.JournalInUse if another program holds it
   * @throws org.fleetreboot.journal.JournalRefused if it is not a readable journal
   */
  public static RebootProgram open(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    UnusedFiles.tell(settings, RouteFiles.find(settings, environment), environment);
    JournalLocation location = JournalLocation.of(settings, environment);
    if (!location.isThere()) {
      // A refusal creates no journal.
      if (location instanceof JournalInFile journal) {
        JournalFile.requireLocal(journal.file());
        Path locks = settings.machineFolders(environment).locks();
        hubs.all()
            .forEach(hub -> HubLock.take(locks, hub.access().endpoint(), journal.file()).close());
      }
      requireWorkable(settings, environment, hubs);
    }
    return open(settings, environment, hubs, location, JournalFile::open);
  }

  /**
   * As {@link #open(Settings, ProcessEnvironment, Hubs)}, and never creates a journal.
   *
   * @throws org.fleetreboot.journal.JournalInUse if another program holds it
   * @throws org.fleetreboot.journal.JournalRefused if there is none, or it is not readable
   */
  static RebootProgram openExisting(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    UnusedFiles.tell(settings, RouteFiles.find(settings, environment), environment);
    return open(
        settings,
        environment,
        hubs,
        JournalLocation.of(settings, environment),
        JournalFile::openExisting);
  }

  private static RebootProgram open(
      Settings settings,
      ProcessEnvironment environment,
      Hubs hubs,
      JournalLocation location,
      OpenJournal.OpeningFile opening) {
    if (settings.get(Setting.LOG_FORMAT) == LogFormat.JSON) {
      Log.asJson();
    }
    WebServerSettings web = WebServerSettings.read(settings, environment);
    Observability observability = Observability.of(settings, environment, hubs.names());
    OpenJournal journal = journal(location, environment, observability, opening);
    journal.journal().failure().thenRun(Log::silence);
    return new RebootProgram(settings, environment, hubs, journal, observability, web);
  }

  private static OpenJournal journal(
      JournalLocation location,
      ProcessEnvironment environment,
      Observability observability,
      OpenJournal.OpeningFile opening) {
    try (WorkProgress progress = WorkProgress.open(environment, false)) {
      return OpenJournal.of(
          location, environment.clock(), progress, observability.ofJournal(), opening);
    }
  }

  /**
   * Checks all that can be checked without a journal.
   *
   * @throws ProgramFailure if the hub is unavailable, or a route or a setting is wrong
   */
  static void requireWorkable(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    WebServerSettings.read(settings, environment);
    AuthenticationChain.configured(settings, environment);
    RouteFiles.find(settings, environment).check();
    check(hubs, environment);
  }

  private static void check(Hubs hubs, ProcessEnvironment environment) {
    for (NamedHub hub : hubs.all()) {
      try (Hub asked = Hub.of(hub.access(), environment)) {
        asked.check();
      }
    }
  }

  /**
   * Takes the lock of the hub, checks the hub, reads the routes and starts them; open runs
   * continue.
   *
   * @throws org.fleetreboot.journal.file.HubInUse if another program works with the hub
   * @throws ProgramFailure if the hub is unavailable, or a route is wrong
   */
  public void start(boolean withTriggers) {
    start(withTriggers, false);
  }

  /**
   * Starts the program as one of the nodes that share its database: it works with the hubs whenever
   * that is assigned to it, and answers every question and passes orders on otherwise.
   *
   * @throws ProgramFailure if a hub is unavailable, or a route is wrong
   */
  public void startAmongNodes() {
    start(true, true);
  }

  private void start(boolean withTriggers, boolean amongNodes) {
    if (amongNodes && own.location() instanceof JournalInDatabase database) {
      nodes = database.join(own.hold(), environment.clock());
    }
    HubOwnership taken =
        own.ownership(
            hubs.all().stream()
                .collect(Collectors.toMap(NamedHub::name, hub -> hub.access().endpoint())),
            settings.machineFolders(environment),
            placeName(settings));
    ownership = taken;
    Authentication people = AuthenticationChain.configured(settings, environment);
    RouteFiles routes = RouteFiles.find(settings, environment);
    routes.check();
    check(hubs, environment);
    Engine opened = engine(taken);
    engine = opened;
    OldRuns.sentence(settings, journal.view(), environment.clock().instant()).ifPresent(LOG::info);
    Main main = CamelProgram.configure(settings, hubs, Optional.of(routes.patternWithOwn()));
    camel = main;
    main.bind("engine", opened);
    observability.addTo(main, opened, journal, own.location());
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport configured) {
            inboxes.watch(configured.getCamelContext());
            configured.getCamelContext().addLifecycleStrategy(new WallClockSchedules());
          }
        });
    if (!withTriggers) {
      main.addMainListener(new StartWithoutTriggers());
    }
    ApiServer opening =
        ApiServer.prepare(
            main, this::fleet, own.hold(), own.apiFile(), people, environment.clock(), web);
    api = opening;
    Dashboard.addTo(
        main, opening.http(), opening.refusals(), this::fleet, journal, environment.clock());
    CamelProgram.start(main);
    opened.runs().routesStarted();
    if (withTriggers) {
      inboxes.requireOwned(main.getCamelContext());
      new MissedFires(main.getCamelContext(), opened.runs(), opened.view(), environment.clock())
          .watch();
    }
    if (nodes != null && opened instanceof NodeEngine node) {
      nodes.start(
          new NodeWork(node, main.getCamelContext(), settings.get(Setting.DRAIN)),
          () -> node.isAtWork() ? node : null);
    }
    Chains.requireWorkflow(main.getCamelContext(), routes);
    Chains.requireDestinations(main.getCamelContext());
    opening.announce();
  }

  private Engine engine(HubOwnership taken) {
    try (WorkProgress progress = WorkProgress.open(environment, false)) {
      return journal instanceof SharedJournal shared
          ? node(taken, shared, progress)
          : taken.open(
              engineSettings(),
              environment.clock(),
              System::nanoTime,
              progress.ofStart(),
              observability.ofEngine());
    }
  }

  /** Takes the work over at once, unless it is assigned to one of several nodes. */
  private Engine node(HubOwnership taken, SharedJournal shared, WorkProgress progress) {
    NodeEngine node =
        taken.openNode(
            shared,
            engineSettings(),
            environment.clock(),
            System::nanoTime,
            observability.ofEngine(),
            nodes == null ? new UnreachedNodes() : nodes.others());
    if (nodes == null) {
      var unused = node.work(progress.ofStart()).thenRun(() -> isTakenOver = true);
    }
    return node;
  }

  /** The operator's name for the place of the journal; null to use the properties of its file. */
  static @Nullable String placeName(Settings settings) {
    return settings.text(Setting.PLACE.key()).orElse(null);
  }

  private EngineSettings engineSettings() {
    return EngineSettings.of(hubs.all().stream().map(RebootProgram::settingsOf).toList())
        .withResumeWithin(settings.get(Setting.RESUME_WITHIN));
  }

  private static HubSettings settingsOf(NamedHub hub) {
    return HubSettings.of(hub.name())
        .withTier(hub.tier(), hub.units(), hub.share())
        .withCallSlots(hub.callSlots());
  }

  /** Since when it has the journal; what is older was done by another program. */
  public Instant openedAt() {
    return openedAt;
  }

  /** The runs and their control, available after the start. */
  public RunningFleet fleet() {
    return new RunningFleet(
        new RoutePreview(settings, environment, hubs),
        started(engine),
        started(camel).getCamelContext(),
        journal,
        own.location(),
        environment.clock());
  }

  /** An address that signs in a browser as whoever runs the program, once and soon. */
  public String signInUrl() {
    return started(api).http().signInUrl();
  }

  /** Follows the devices that settle from that time on. */
  public SettledDevices settledSince(Instant since) {
    return new SettledDevices(journal, since);
  }

  /**
   * Waits a moment until all receivers of outcomes, such as the file of results, are up to date.
   * Late ones continue from their checkpoint at the next start.
   */
  public void awaitResults() {
    Results.await(journal, started(camel).getCamelContext(), RESULTS_WITHIN);
  }

  /**
   * The requested run, if the journal knows its end; the program need not be started. Empty if the
   * id belongs to another run, which accepting it then reports.
   */
  public Optional<Snapshot> settled(RunRequest request) {
    return EndedRun.of(
        journal, own.location(), request, hubs.names(), environment.clock().instant());
  }

  /**
   * Fails if the journal or the engine has stopped, so that nothing is accepted or called.
   *
   * @throws JournalFailed with the remedy
   * @throws ProgramFailure if the engine stopped by itself
   * @throws WorkTakenOver if another node has taken its work over
   */
  public void requireLife() {
    JournalFailed failed = journal.failure().toCompletableFuture().getNow(null);
    if (failed != null) {
      throw failed;
    }
    if (isTakenOver) {
      throw new WorkTakenOver(own.location());
    }
    Throwable stopped = started(engine).failure().toCompletableFuture().getNow(null);
    if (stopped != null) {
      throw ProgramFailure.setup(
          "A bug stopped the engine (%s); no device is called any more. Start it again: the"
                  .formatted(stopped)
              + " journal is complete, and open runs continue.",
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

  /** Calls no more devices; pending answers get a moment, and then everything ends. */
  @Override
  public void close() {
    if (api != null) {
      api.refuseAll();
    }
    try {
      if (nodes != null) {
        nodes.close();
      }
      // If the journal has stopped, answers could not be recorded.
      if (engine != null && !hasJournalFailed()) {
        engine.drain(settings.get(Setting.DRAIN));
      }
    } finally {
      try {
        if (camel != null && !hasJournalFailed()) {
          camel.stop();
        }
      } finally {
        if (api != null) {
          api.close();
        }
        observability.close();
        try {
          inboxes.close();
        } finally {
          if (ownership == null) {
            journal.close();
          } else {
            ownership.close();
          }
        }
      }
    }
  }
}
