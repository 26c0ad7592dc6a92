package org.fleetreboot.app.command.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.command.option.CurrentUser;
import org.fleetreboot.app.command.option.LimitConverter;
import org.fleetreboot.app.command.option.QueryOption;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.run.RunId;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.reboot.targets.ListHubs;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reboots devices now, and waits for all outcomes. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Reboots devices now and waits until the outcome of each is known: named devices, those of"
          + " a query, or the groups of a chain of routes/.",
      "A query is run once, at the start: its result is the list of the run.",
      "If a program already runs on the journal, it works on the run, with its own settings."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot start --device pump-7 --device pump-8",
      "  ./fleet-reboot start --query \"tags.role = 'sensor'\" --max-in-flight 50",
      "  ./fleet-reboot start nightly --run-id maintenance-12"
    })
public final class StartCommand implements Callable<Integer> {
  /** The chain of start.yaml, whose only group reboots the devices in the body of its run. */
  private static final String OWN_CHAIN = "devices";

  private final ProcessEnvironment environment;

  @Parameters(
      arity = "0..1",
      paramLabel = "CHAIN",
      description = "A chain of routes/: reboot-run:CHAIN.")
  private @Nullable String chain;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "A device, as ID or HUB/ID. Repeatable.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "A twin query, or only what comes after WHERE.")
  private @Nullable String query;

  @Option(
      names = "--hub",
      paramLabel = "NAME",
      description =
          "The hub of the devices, or of the query. Default: the only one; the query asks all.")
  private @Nullable String hub;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "The id of the run. Reusing an id continues that run instead of starting another.")
  private @Nullable String runId;

  @Option(
      names = "--max-in-flight",
      paramLabel = "LIMIT",
      converter = LimitConverter.class,
      description = "How many devices at once: a number or a percentage. Default: 10.")
  private @Nullable Limit maxInFlight;

  @Option(
      names = "--max-failed",
      paramLabel = "LIMIT",
      converter = LimitConverter.class,
      description =
          "Stop when more than this many devices have failed: a number or a percentage. Default:"
              + " 5%%.")
  private @Nullable Limit maxFailed;

  @Option(
      names = "--confirm-within",
      paramLabel = "TIME",
      description = "How long a device may take to come back. Default: 10m.")
  private @Nullable String confirmWithin;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "The direct method. Default: rebootDevice.")
  private @Nullable String method;

  @Option(
      names = "--marker",
      paramLabel = "PATH",
      description = "The reported property that a reboot changes. Default: rebootTime.")
  private @Nullable String marker;

  @Option(
      names = "--resume",
      description = "Resume that run if it is paused, with its chain as it is now.")
  private boolean resume;

  @Mixin private final WaitOptions waiting = new WaitOptions();

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  public StartCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    int ways = (chain == null ? 0 : 1) + (devices.isEmpty() ? 0 : 1) + (query == null ? 0 : 1);
    if (ways != 1) {
      throw ProgramFailure.setup(
          "Say in exactly one way what to reboot: --device ID, --query QUERY, or the CHAIN of a"
              + " route.");
    }
    if (chain != null && hub != null) {
      throw ProgramFailure.setup(
          "--hub is for --device and --query: the groups of a chain say themselves which hubs they are for.");
    }
    DeviceQuery asked = query == null ? null : QueryOption.read(query);
    Settings settings = settingOptions.read(environment, startOptions());
    Continuation continuation = new Continuation(settingOptions.typed(), waiting.words());
    StartRequest order = order(settings, asked);
    JournalLocation journal = JournalLocation.of(settings, environment);
    RunThroughProgram program = new RunThroughProgram(environment, settings, waiting, continuation);
    ExitCode exit =
        new JournalWriter(journal, environment)
            .order(
                api -> program.reach(api, order, sentOptions(), hubName(settings)),
                () -> {
                  Hubs hubs = Hubs.of(settings, environment);
                  HubTrust.install(environment);
                  return new RunToEnd(environment, settings, hubs, waiting, continuation)
                      .reach(order);
                });
    return exit.code();
  }

  private StartRequest order(Settings settings, @Nullable DeviceQuery asked) {
    return chain != null
        ? StartRequest.ofChain(
            chain,
            runId,
            new RunTrigger.CommandLine("start", chain),
            resume,
            CurrentUser.requester(environment),
            environment.clock().instant())
        : StartRequest.ofDevices(
            OWN_CHAIN,
            newRunId(),
            trigger(),
            targets(settings, asked),
            resume,
            CurrentUser.requester(environment));
  }

  /**
   * The hub of the devices; null if the environment does not name it, because the running program
   * knows it.
   */
  private @Nullable String hubName(Settings settings) {
    String given = settings.get(Setting.HUB);
    if (!given.isEmpty()) {
      return given;
    }
    if (!Hubs.areNamed(settings, environment)) {
      return null;
    }
    Hubs hubs = Hubs.of(settings, environment);
    return hubs.areSeveral() ? null : hubs.all().get(0).name();
  }

  /** The options that a message may set; method and marker are those of the running program. */
  private Map<String, String> sentOptions() {
    if (method != null || marker != null) {
      throw ProgramFailure.setup(
          "A running program uses the method and marker of its own settings: omit"
              + " --method and --marker, or stop that program first.");
    }
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "maxInFlight", maxInFlight);
    put(options, "maxFailed", maxFailed);
    put(options, "confirmWithin", confirmWithin);
    return options;
  }

  /** Other devices mean another run: an open run is only continued by its id. */
  private String newRunId() {
    return runId == null ? RunId.fresh(OWN_CHAIN, environment.clock().instant()) : runId;
  }

  private RunTrigger trigger() {
    List<String> words = new ArrayList<>(List.of("start"));
    if (query == null) {
      devices.forEach(device -> words.addAll(List.of("--device", device)));
    } else {
      words.addAll(List.of("--query", query));
    }
    if (hub != null) {
      words.addAll(List.of("--hub", hub));
    }
    return new RunTrigger.CommandLine(words);
  }

  private List<Target> targets(Settings settings, @Nullable DeviceQuery asked) {
    return asked == null ? named(settings) : found(Hubs.of(settings, environment), asked);
  }

  /** If nothing here names a hub, the running program knows its own. */
  private List<Target> named(Settings settings) {
    ListHubs hubs = ListHubs.ANY;
    if (Hubs.areNamed(settings, environment)) {
      Hubs known = Hubs.of(settings, environment);
      known.chosen(hub);
      hubs = ListHubs.of(known.names());
    }
    Set<Target> targets = new LinkedHashSet<>();
    for (String device : devices) {
      try {
        targets.add(hubs.withUsual(hub).read(device));
      } catch (IllegalArgumentException e) {
        throw ProgramFailure.setup("--device: " + e.getMessage() + ".", e);
      }
    }
    return List.copyOf(targets);
  }

  private List<Target> found(Hubs hubs, DeviceQuery asked) {
    Set<Target> targets = new LinkedHashSet<>();
    HubTrust.install(environment);
    for (NamedHub one : hubs.chosen(hub)) {
      String name = hubs.areSeveral() ? one.name() : null;
      try (Hub opened = Hub.of(one.access(), environment)) {
        opened.twins(asked.text(), twin -> targets.add(new Target(name, id(twin, asked))));
      }
    }
    if (targets.isEmpty()) {
      throw ProgramFailure.setup(
          "The query '" + query + "' selects no device; ./fleet-reboot fleet shows the tags.");
    }
    return List.copyOf(targets);
  }

  private static String id(Map<String, Object> twin, DeviceQuery query) {
    try {
      return query.device(twin);
    } catch (IllegalStateException e) {
      throw ProgramFailure.setup("--query: " + e.getMessage() + ".", e);
    }
  }

  private Map<String, String> startOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "start.maxInFlight", maxInFlight);
    put(options, "start.maxFailed", maxFailed);
    put(options, "start.confirmWithin", confirmWithin);
    put(options, "start.method", method);
    put(options, "start.marker", marker);
    return options;
  }

  private static void put(Map<String, String> options, String name, @Nullable Object value) {
    if (value != null) {
      options.put(name, value.toString());
    }
  }
}
