package org.fleetreboot.app.command.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.DurationConverter;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.local.FleetFile;
import org.fleetreboot.app.local.FleetPlan;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.app.local.HubsNotice;
import org.fleetreboot.app.local.LocalFleet;
import org.fleetreboot.app.local.LocalFleets;
import org.fleetreboot.app.local.ScenarioFile;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.fault.FaultNotation;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a local hub. */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a local IoT Hub with simulated devices until it is stopped.",
      "When it is ready it prints connection strings and how to trust it, and writes hub.json into",
      "its directory, with what other programs need.",
      "With several names it runs a hub of each name, in a directory of that name, and also prints",
      "the settings for a program that works with all of them. Their devices are the same, with the",
      "name of the hub before each id."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot hub --data data/hub --devices 30",
      "  ./fleet-reboot hub --memory --fleet device-sim/fleet.yaml",
      "  ./fleet-reboot hub --name north --name south --devices 10",
      "  ./fleet-reboot hub --device pump-7 --device pump-8 --no-simulation",
      "  ./fleet-reboot hub --devices 5000 --plain-port 1883",
      "  ./fleet-reboot hub --scenario device-sim/scenario.yaml --seed 7",
      "  sudo ./fleet-reboot hub --also-rest-port 443 --host-name myhub.azure-devices.net",
      "",
      "What scripts do with hub.json:",
      "  export IOTHUB_CONNECTION_STRING=$(jq -r .serviceConnectionString data/hub/hub.json)",
      "  export IOTHUB_CA_FILE=$(jq -r .caFile data/hub/hub.json)"
    })
public final class HubCommand implements Callable<Integer> {
  /** Thousands of handshakes on a small machine take minutes. */
  private static final Duration UP_WITHIN = Duration.ofMinutes(10);

  private static final int MOST_TOLD = 20;

  private final ProcessEnvironment environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/hub",
      description = "Keeps devices, twins, keys and hub.json. Default: data/hub.")
  private String data = "";

  @Option(names = "--memory", description = "Keep only hub.json there, while the hub runs.")
  private boolean memory;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "Number of devices: a tenth canaries, a quarter gateways, the rest sensors.")
  private @Nullable Integer devices;

  @Option(names = "--device", paramLabel = "ID", description = "A device with this id. Repeatable.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--no-simulation", description = "Do not simulate the devices.")
  private boolean noSimulation;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description =
          "The devices of a YAML file: groups with tags, behaviors and boot times. An example is"
              + " device-sim/fleet.yaml.")
  private @Nullable String fleetFile;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "S1",
      description = "The tier whose throttles apply: free, S1, S2 or S3. Default: S1.")
  private HubTier tier = HubTier.S1;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of units of the tier. Default: 1.")
  private int units;

  @Option(names = "--throttles", description = "Answer requests above the tier's limits with 429.")
  private boolean throttles;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description =
          "A YAML file of faults and when they occur. An example is device-sim/scenario.yaml.")
  private @Nullable String scenarioFile;

  @Option(
      names = "--manual-clock",
      description = "The hub's clock stands still until POST /clock moves it.")
  private boolean manualClock;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of random choices. Default: 1.")
  private long seed;

  @Option(
      names = "--query-lag",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How far queries lag, such as 30s. Default: not at all; a real hub may lag.")
  private Duration queryLag = Duration.ZERO;

  @Mixin private final HubPlaceOptions place = new HubPlaceOptions();

  @Mixin private final BehaviorOptions behavior = new BehaviorOptions();

  public HubCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<@Nullable String> names = place.names();
    List<DeviceSpec> specs = specs();
    List<FaultNotation.Order> scenario = scenario();
    Map<Path, LocalHubBuilder> settings = new LinkedHashMap<>();
    for (String name : names) {
      Path directory = environment.resolve(data);
      directory = names.size() == 1 || name == null ? directory : directory.resolve(name);
      settings.put(directory, settings(directory, name));
    }
    settings.keySet().forEach(LocalFleet::prepare);
    try (StopSignal stop = StopSignal.install();
        LocalFleets fleets = new LocalFleets()) {
      int started = 0;
      for (LocalHubBuilder hub : settings.values()) {
        String prefix = names.size() == 1 ? "" : names.get(started++) + "-";
        fleets.add(
            LocalFleet.start(hub, prefixed(specs, prefix), !noSimulation, environment.clock()));
      }
      List<Path> directories = List.copyOf(settings.keySet());
      for (int i = 0; i < directories.size(); i++) {
        announce(fleets.all().get(i), directories.get(i), scenario);
      }
      if (names.size() > 1) {
        HubsNotice.of(fleets.all()).forEach(environment.out()::println);
      }
      stop.await();
      directories.forEach(LocalFleet::withdraw);
    }
    return 0;
  }

  private void announce(LocalFleet fleet, Path directory, List<FaultNotation.Order> scenario) {
    List<String> down = fleet.awaitUp(UP_WITHIN);
    scenario.forEach(order -> fleet.hub().fault(order.fault(), order.scope()));
    fleet.announceIn(directory);
    fleet.notice(directory.resolve(HubFile.NAME)).forEach(environment.out()::println);
    environment
        .err()
        .println(
            "hub: %s with %d devices; the rest is in %s"
                .formatted(fleet.hub(), fleet.size(), directory.resolve(HubFile.NAME)));
    tell(down);
  }

  /** Devices of several hubs are easier to tell apart when their ids differ. */
  private static List<DeviceSpec> prefixed(List<DeviceSpec> specs, String prefix) {
    return specs.stream().map(spec -> spec.called(prefix + spec.id())).toList();
  }

  /** The hub does not need them to be ready. */
  private void tell(List<String> down) {
    down.stream().limit(MOST_TOLD).forEach(environment.err()::println);
    if (down.size() > MOST_TOLD) {
      environment
          .err()
          .println("and %d more devices are not connected.".formatted(down.size() - MOST_TOLD));
    }
  }

  private LocalHubBuilder settings(Path directory, @Nullable String name) {
    try {
      LocalHubBuilder settings =
          LocalHub.builder()
              .tier(tier, units)
              .throttles(throttles)
              .random(seed)
              .queryLag(queryLag)
              // On loopback, for clients with a DefaultAzureCredential; there is nobody who could
              // issue tokens.
              .entraId(true);
      if (manualClock) {
        settings.clock(ManualClock.atNow());
      }
      place.applyTo(settings, name);
      return memory ? settings : settings.data(directory);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(e.getMessage() + ".", e);
    }
  }

  private List<FaultNotation.Order> scenario() {
    return scenarioFile == null ? List.of() : ScenarioFile.read(environment.resolve(scenarioFile));
  }

  private List<DeviceSpec> specs() {
    if (fleetFile != null && devices != null) {
      throw ProgramFailure.setup(
          "--fleet and --devices both say which devices there are; give one of them.");
    }
    List<DeviceSpec> specs = new ArrayList<>();
    for (String id : ids) {
      specs.add(DeviceSpec.named(id).seeded(seed));
    }
    specs.addAll(fleetFile == null ? planned() : fromFile(fleetFile));
    requireDistinct(specs);
    return behavior.applyTo(specs);
  }

  private List<DeviceSpec> planned() {
    if (devices != null && devices < 0) {
      throw ProgramFailure.setup("--devices is 0 or more, not " + devices + ".");
    }
    return FleetPlan.of(devices == null ? (ids.isEmpty() ? 10 : 0) : devices, seed);
  }

  private List<DeviceSpec> fromFile(String file) {
    return FleetFile.read(environment.resolve(file), seed);
  }

  private static void requireDistinct(List<DeviceSpec> specs) {
    Set<String> seen = new HashSet<>();
    for (DeviceSpec spec : specs) {
      if (!seen.add(spec.id())) {
        throw ProgramFailure.setup(
            "The device " + spec.id() + " is named twice; remove one of them.");
      }
    }
  }
}
