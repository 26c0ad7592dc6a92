package org.fleetreboot.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.RunIds;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.Hub;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.Surroundings;
import org.fleetreboot.reboot.targets.DeviceId;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.workflow.RunTrigger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reboots devices now, and waits until it is known how each ended. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Reboots devices now and waits until it is known how each ended: the devices named, those of"
          + " a query, or the groups of a chain of routes/.",
      "A query is asked once, at the start: what it gives is the list of the run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot start --device pump-7 --device pump-8",
      "  ./fleet-reboot start --query \"tags.role = 'sensor'\" --max-in-flight 50",
      "  ./fleet-reboot start nightly --run-id maintenance-12"
    })
final class StartCommand implements Callable<Integer> {
  /** The chain of start.yaml, whose one group is the body of its run. */
  private static final String OWN_CHAIN = "devices";

  private final Surroundings surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "CHAIN",
      description = "A chain of routes/: reboot-run:CHAIN.")
  private @Nullable String chain;

  @Option(names = "--device", paramLabel = "ID", description = "A device. Repeatable.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "A twin query, or only what comes after WHERE.")
  private @Nullable String query;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The id of the run. The same id again is the same run.")
  private @Nullable String runId;

  @Option(
      names = "--max-in-flight",
      paramLabel = "LIMIT",
      description = "So many devices at once: a number, or a percentage. Default: 10.")
  private @Nullable String maxInFlight;

  @Option(
      names = "--max-failed",
      paramLabel = "LIMIT",
      description = "More failures stop it: a number, or a percentage. Default: 5%%.")
  private @Nullable String maxFailed;

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

  @Option(names = "--json", description = "End stdout with one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  StartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    int ways = (chain == null ? 0 : 1) + (devices.isEmpty() ? 0 : 1) + (query == null ? 0 : 1);
    if (ways != 1) {
      throw ProgramFailure.setup(
          "Say what to reboot in one way: --device ID, --query QUERY, or the CHAIN of a route.");
    }
    devices.forEach(StartCommand::requireDeviceId);
    DeviceQuery asked = query == null ? null : QueryOption.read(query);
    Settings settings = settingOptions.read(surroundings, startOptions());
    HubAccess hub = HubAccess.of(surroundings);
    HubTrust.install(surroundings);
    RunOrder order =
        chain != null
            ? new RunOrder(chain, runId, new RunTrigger.CommandLine("start", chain), false)
            : new RunOrder(OWN_CHAIN, newRunId(), trigger(), List.copyOf(ids(hub, asked)));
    ExitCode exit = new SettledRun(surroundings, settings, hub, json).reach(order);
    return exit.code();
  }

  private static void requireDeviceId(String id) {
    if (!DeviceId.matches(id)) {
      throw ProgramFailure.setup("--device " + DeviceId.refusal(id) + ".");
    }
  }

  /** Another list is another run: an open one is not taken up but by its id. */
  private String newRunId() {
    return runId == null ? RunIds.next(OWN_CHAIN, surroundings.clock().instant()) : runId;
  }

  private RunTrigger trigger() {
    List<String> words = new ArrayList<>(List.of("start"));
    if (query == null) {
      devices.forEach(device -> words.addAll(List.of("--device", device)));
    } else {
      words.addAll(List.of("--query", query));
    }
    return new RunTrigger.CommandLine(words);
  }

  private Set<String> ids(HubAccess hub, @Nullable DeviceQuery asked) {
    Set<String> ids = new LinkedHashSet<>(devices);
    if (asked != null) {
      try (Hub opened = Hub.of(hub, surroundings)) {
        opened.twins(asked.text(), twin -> ids.add(id(twin, asked)));
      }
      if (ids.isEmpty()) {
        throw ProgramFailure.setup(
            "The query '" + query + "' selects no device: see ./fleet-reboot fleet for the tags.");
      }
    }
    return ids;
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
