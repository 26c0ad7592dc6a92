package org.fleetreboot.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.local.FleetPlan;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.app.local.LocalFleet;
import org.fleetreboot.app.settings.Surroundings;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
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
      "When it is ready it writes hub.json into its directory, with what other programs need."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot hub --data data/hub --devices 30",
      "  ./fleet-reboot hub --device pump-7 --device pump-8 --no-simulation",
      "  export IOTHUB_CONNECTION_STRING=$(jq -r .serviceConnectionString data/hub/hub.json)",
      "  export IOTHUB_CA_FILE=$(jq -r .caFile data/hub/hub.json)"
    })
final class HubCommand implements Callable<Integer> {
  /** Thousands of handshakes on a small machine take minutes. */
  private static final Duration UP_WITHIN = Duration.ofMinutes(10);

  private final Surroundings surroundings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/hub",
      description = "Keeps twins, keys and hub.json. Default: data/hub.")
  private String data = "";

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "So many devices, a tenth canaries, a quarter gateways, the rest sensors.")
  private @Nullable Integer devices;

  @Option(names = "--device", paramLabel = "ID", description = "A device of this id. Repeatable.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--no-simulation", description = "Leave the devices to others.")
  private boolean noSimulation;

  @Option(names = "--name", paramLabel = "NAME", description = "The hub's name. Default: local.")
  private @Nullable String name;

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "A loopback address. Default: 127.0.0.1, or the next with its ports free.")
  private @Nullable String address;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "Default: 8443. 0 for any.")
  private int restPort;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "S1",
      description = "free, S1, S2 or S3: whose throttles. Default: S1.")
  private HubTier tier = HubTier.S1;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the tier. Default: 1.")
  private int units;

  @Option(names = "--throttles", description = "Refuse what is over the tier's limits, with 429.")
  private boolean throttles;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn by chance. Default: 1.")
  private long seed;

  @Mixin private final BehaviorOptions behavior = new BehaviorOptions();

  HubCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path directory = surroundings.resolve(data);
    LocalFleet.prepare(directory);
    try (StopSignal stop = StopSignal.install();
        LocalFleet fleet =
            LocalFleet.start(settings(directory), specs(), !noSimulation, surroundings.clock())) {
      fleet.awaitUp(UP_WITHIN);
      fleet.announceIn(directory);
      surroundings
          .err()
          .println(
              "hub: %s with %d devices; the rest is in %s"
                  .formatted(fleet.hub(), fleet.size(), directory.resolve(HubFile.NAME)));
      stop.await();
      LocalFleet.prepare(directory);
    }
    return 0;
  }

  private LocalHubBuilder settings(Path directory) {
    LocalHubBuilder settings =
        LocalHub.builder()
            .data(directory)
            .restPort(restPort)
            .tier(tier, units)
            .throttles(throttles)
            .random(seed)
            // On loopback for clients with a DefaultAzureCredential; there is nobody to ask.
            .entraId(true);
    if (name != null) {
      settings.name(name);
    }
    if (address != null) {
      settings.address(address);
    }
    return settings;
  }

  private List<DeviceSpec> specs() {
    List<DeviceSpec> specs = new ArrayList<>();
    for (String id : ids) {
      specs.add(DeviceSpec.named(id).seeded(seed));
    }
    int planned = devices == null ? (ids.isEmpty() ? 10 : 0) : devices;
    specs.addAll(FleetPlan.of(planned, seed));
    return behavior.applyTo(specs);
  }
}
