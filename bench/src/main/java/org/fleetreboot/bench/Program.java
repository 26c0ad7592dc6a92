package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.fleetreboot.app.api.ApiServer;
import org.fleetreboot.app.http.WebServerSettings;
import org.fleetreboot.app.identity.AuthenticationChain;
import org.fleetreboot.app.page.Dashboard;
import org.fleetreboot.app.program.RoutePreview;
import org.fleetreboot.app.program.RunningFleet;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** The running program: the YAML routes, the engine, and a journal with fsync. */
final class Program implements AutoCloseable {
  /** The chain of the benchmarks. */
  static final String CHAIN = "bench";

  /** The chain of the shipped routes/drop.yaml. */
  private static final String DROPPED = "dropped";

  private final Path folder;
  private final Path file;
  private final FileJournal journal;
  private final DurableEngine engine;
  private final CamelContext camel;

  /** A Camel of its own: the one with the routes is already running. */
  private final Main faces = new Main();

  private @Nullable ApiServer api;

  /**
   * Starts the program.
   *
   * @param group the options of the devices' group, by name
   */
  Program(EngineSettings settings, IotHubComponent hub, Map<String, String> group)
      throws Exception {
    this(settings, hub, group, false);
  }

  /**
   * Starts the program.
   *
   * @param drop whether to load the shipped drop route, too, with the chain of the benchmarks
   */
  Program(EngineSettings settings, IotHubComponent hub, Map<String, String> group, boolean drop)
      throws Exception {
    this(settings, hub, group, drop, null);
  }

  /**
   * Starts the program.
   *
   * @param existing the journal to continue, which stays; null for one of its own
   */
  Program(
      EngineSettings settings,
      IotHubComponent hub,
      Map<String, String> group,
      boolean drop,
      @Nullable Path existing)
      throws Exception {
    folder = Files.createTempDirectory("fleet-reboot-bench");
    file = existing == null ? folder.resolve("journal.db") : existing;
    journal = JournalFile.open(file, InstantSource.system());
    deliverOnlyNewResults(journal);
    engine = DurableEngine.open(journal, settings, InstantSource.system());
    DefaultCamelContext context = new DefaultCamelContext();
    camel = context;
    camel.getRegistry().bind("engine", engine);
    camel.addComponent("iothub", hub);
    Properties properties = new Properties();
    group.forEach((name, value) -> properties.setProperty("bench." + name, value));
    camel.getPropertiesComponent().setInitialProperties(properties);
    load("file:" + shippedRoute("reboot.yaml"));
    if (drop) {
      properties.setProperty("bench.chain", DROPPED);
      properties.setProperty("drop.folder", Files.createDirectory(dropFolder()).toString());
      load("file:" + shippedRoute("drop.yaml"));
      context.removeRouteDefinition(context.getRouteDefinition(DROPPED));
    }
    load("classpath:org/fleetreboot/bench/chain.yaml");
    // Crash-only: waiting for parked exchanges would gain nothing.
    camel.getShutdownStrategy().setTimeout(1);
    camel.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    camel.start();
    engine.runs().routesStarted();
  }

  private Path dropFolder() {
    return folder.resolve("drop");
  }

  /** A shipped route, in the project's directory, which the launcher passes. */
  static Path shippedRoute(String name) {
    String home = System.getProperty("fleetreboot.home", "");
    Path file = Path.of(home, "routes", name).toAbsolutePath();
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "There is no " + file + ". Start in the project's directory.");
    }
    return file;
  }

  private void load(String location) throws Exception {
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource(location));
  }

  FleetView view() {
    return engine.view();
  }

  Path journal() {
    return file;
  }

  /** Opens the API, by which commands reach the program, and the pages. */
  ApiServer serveApi() throws Exception {
    InstantSource clock = InstantSource.system();
    RunningFleet fleet =
        new RunningFleet(
            routePreview(), engine, camel, journal, new JournalInFile(journal.file()), clock);
    ApiServer opened =
        ApiServer.prepare(
            faces,
            () -> fleet,
            journal.hold(),
            new JournalInFile(journal.file()).apiFile(),
            new AuthenticationChain(List.of()),
            clock,
            WebServerSettings.loopback(0));
    api = opened;
    Dashboard.addTo(faces, opened.http(), opened.refusals(), () -> fleet, journal, clock);
    faces.setPropertyPlaceholderLocations("false");
    faces.start();
    opened.announce();
    return opened;
  }

  /** Nobody asks it for a plan. */
  private static RoutePreview routePreview() {
    ProcessEnvironment environment = ProcessEnvironment.ofThisProcess();
    Settings settings = Settings.read(environment, Map.of());
    return new RoutePreview(
        settings,
        environment,
        Hubs.only(
            HubAccess.byConnectionString(
                "HostName=bench.invalid;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ=="),
            settings));
  }

  /** Sends a run through the chain; completes when it is settled. */
  RunView reboot(String run, List<String> devices) throws Exception {
    accept(run, devices);
    return settled(run);
  }

  /** Completes when the run is settled, at most 20 ms later: looking costs the program time. */
  RunView settled(String run) throws InterruptedException {
    RunView view = engine.view().run(run);
    while (view == null || view.endedAt() == null) {
      TimeUnit.MILLISECONDS.sleep(20);
      view = engine.view().run(run);
    }
    return view;
  }

  /** Drops a file of ids; completes when its run is settled. */
  RunView drop(List<String> devices) throws Exception {
    return settled(dropped(devices));
  }

  /** Drops a file of ids; completes when its run is accepted, and returns the run. */
  String dropped(List<String> devices) throws Exception {
    Path hidden = Files.write(dropFolder().resolve(".devices.txt"), devices);
    Files.move(hidden, dropFolder().resolve("devices.txt"));
    Path reason = dropFolder().resolve("rejected/devices.txt.reason.txt");
    while (engine.view().count(RunFilter.ALL) == 0) {
      if (Files.exists(reason)) {
        throw new IllegalStateException("The file was rejected: " + Files.readString(reason));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return engine.view().runs(RunFilter.ALL, PageRequest.first(1)).items().get(0).run();
  }

  /** Pauses the run: it calls no more devices. */
  void pause(String run) throws Exception {
    var unused =
        engine
            .control()
            .pause(run, Requester.login("bench"), "measured")
            .toCompletableFuture()
            .get();
  }

  /** Ends the run without the devices that it has not called; completes when it is settled. */
  void cancel(String run) throws Exception {
    engine
        .control()
        .cancel(run, Requester.login("bench"), "measured", true)
        .toCompletableFuture()
        .get();
    settled(run);
  }

  /** A program that has worked for years has delivered the results of the past. */
  private static void deliverOnlyNewResults(Journal journal) {
    for (String partition : journal.partitions()) {
      journal.saveCheckpoint("results", partition, journal.head(partition)).join();
    }
  }

  void accept(String run, List<String> devices) throws Exception {
    RunTrigger trigger = new RunTrigger.CommandLine("bench", run);
    CompletableFuture<?> accepted =
        engine
            .runs()
            .accept(
                new RunRequest(run, CHAIN, trigger, Requester.login("bench"))
                    .withTargets(devices.stream().map(Target::of).toList()))
            .toCompletableFuture();
    accepted.get(30, TimeUnit.SECONDS);
  }

  /** Waits for that many results in the file of the run, then removes it; null if they are late. */
  @Nullable Duration awaitResults(String run, long count, Duration atMost) throws Exception {
    Instant start = Instant.now();
    // routes/reboot.yaml writes them below the working directory.
    Path file = Path.of("results", run + ".jsonl");
    while (lines(file) < count) {
      if (Duration.between(start, Instant.now()).compareTo(atMost) > 0) {
        return null;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    Files.deleteIfExists(file);
    return Duration.between(start, Instant.now());
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  long journalBytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public void close() throws IOException {
    if (api != null) {
      api.refuseAll();
      faces.stop();
      api.close();
    }
    camel.stop();
    engine.close();
    journal.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
