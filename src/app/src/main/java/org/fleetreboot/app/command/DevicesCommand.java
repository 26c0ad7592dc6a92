package org.fleetreboot.app.command;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.app.local.RunningDevices;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Surroundings;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs simulated devices on any hub. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = {
      "Runs simulated devices until it is stopped: on a local hub, or on a real one.",
      "They are registered already; each has its connection string."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot devices --hub data/hub/hub.json",
      "  ./fleet-reboot devices --hub data/hub/hub.json --device sensor-01 --reject 1",
      "  ./fleet-reboot devices --connection-string \"$DEVICE_CONNECTION_STRING\""
    })
final class DevicesCommand implements Callable<Integer> {
  private static final Duration UP_WITHIN = Duration.ofMinutes(10);

  /** The port of MQTT over TLS, which the device SDKs know as the only one. */
  private static final int MQTT = 8883;

  private final Surroundings surroundings;

  @Option(names = "--hub", paramLabel = "FILE", description = "The hub.json of a local hub.")
  private @Nullable String hubFile;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "Only this device of hub.json. Repeatable.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--connection-string",
      paramLabel = "STRING",
      description = "A device's: HostName=…;DeviceId=…;SharedAccessKey=…. Repeatable.")
  private List<String> connectionStrings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn by chance. Default: 1.")
  private long seed;

  @Mixin private final BehaviorOptions behavior = new BehaviorOptions();

  DevicesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    HubFile hub = hubFile == null ? null : HubFile.read(surroundings.resolve(hubFile));
    Map<String, String> credentials = credentials(hub);
    List<DeviceSpec> specs =
        credentials.keySet().stream().map(id -> DeviceSpec.named(id).seeded(seed)).toList();
    DeviceEnvironment environment =
        new DeviceEnvironment(
            credentials::get, trust(hub), surroundings.clock(), ZoneId.systemDefault());
    try (StopSignal stop = StopSignal.install();
        RunningDevices devices =
            RunningDevices.start(behavior.applyTo(specs), environment, address(credentials))) {
      boolean up = devices.awaitUp(UP_WITHIN);
      devices.refused().forEach((id, why) -> say(id + " is refused: " + why.getMessage()));
      say(up ? specs.size() + " are up" : "not all are up yet; they keep trying");
      stop.await();
    }
    return 0;
  }

  private void say(String what) {
    surroundings.err().println("devices: " + what);
  }

  /** Connection strings by device id. */
  private Map<String, String> credentials(@Nullable HubFile hub) {
    Map<String, String> known = new LinkedHashMap<>();
    if (hub != null) {
      hub.devices().forEach(entry -> known.put(entry.id(), entry.connectionString()));
      for (String id : ids) {
        if (!known.containsKey(id)) {
          throw ProgramFailure.setup(
              "hub.json has no device '" + id + "': start the hub with --device " + id + ".");
        }
      }
      if (!ids.isEmpty()) {
        known.keySet().retainAll(ids);
      }
    }
    for (String text : connectionStrings) {
      known.put(part(text, "DeviceId"), text);
    }
    if (known.isEmpty()) {
      throw ProgramFailure.setup("No device is named: give --hub FILE, or --connection-string.");
    }
    return known;
  }

  private static InetSocketAddress address(Map<String, String> credentials) {
    return new InetSocketAddress(part(credentials.values().iterator().next(), "HostName"), MQTT);
  }

  private static String part(String connectionString, String name) {
    for (String part : connectionString.split(";", -1)) {
      if (part.strip().startsWith(name + "=")) {
        return part.strip().substring(name.length() + 1);
      }
    }
    throw ProgramFailure.setup(
        "A --connection-string has no "
            + name
            + ": it reads HostName=…;DeviceId=…;SharedAccessKey=…, as the portal shows it.");
  }

  private SSLContext trust(@Nullable HubFile hub) throws Exception {
    if (hub != null) {
      return HubTrust.contextWith(surroundings.resolve(hub.caFile()));
    }
    String caFile = surroundings.variable(HubTrust.VARIABLE).orElse(null);
    return caFile == null
        ? SSLContext.getDefault()
        : HubTrust.contextWith(surroundings.resolve(caFile));
  }
}
