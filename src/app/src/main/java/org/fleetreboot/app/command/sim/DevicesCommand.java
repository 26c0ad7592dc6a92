package org.fleetreboot.app.command.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.local.ExternalDevices;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.app.local.RunningDevices;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.ProcessEnvironment;
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
      "Runs simulated devices on a local or a real hub, until it is stopped.",
      "The devices must be registered already; each needs its connection string."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot devices --hub data/hub/hub.json",
      "  ./fleet-reboot devices --hub data/hub/hub.json --device sensor-01 --reject 1",
      "  ./fleet-reboot devices --connection-string \"$DEVICE_CONNECTION_STRING\"",
      "  ./fleet-reboot devices --connection-strings devices.txt --behavior 'answers-after 5s'"
    })
public final class DevicesCommand implements Callable<Integer> {
  private static final Duration UP_WITHIN = Duration.ofMinutes(10);

  private final ProcessEnvironment environment;

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
      description =
          "A device's connection string: HostName=…;DeviceId=…;SharedAccessKey=…. The host may have a port; 8883 is"
              + " the default. Repeatable.")
  private List<String> connectionStrings = new ArrayList<>();

  @Option(
      names = "--connection-strings",
      paramLabel = "FILE",
      description =
          "A file of connection strings, one per line; lines that begin with # are skipped.")
  private @Nullable String connectionStringFile;

  @Option(
      names = "--plain-port",
      paramLabel = "PORT",
      description = "Use MQTT without TLS, on this port of a hub on this machine.")
  private @Nullable Integer plainPort;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of random choices. Default: 1.")
  private long seed;

  @Mixin private final BehaviorOptions behavior = new BehaviorOptions();

  public DevicesCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    HubFile hub = hubFile == null ? null : HubFile.read(environment.resolve(hubFile));
    ExternalDevices named = named(hub);
    List<DeviceSpec> specs =
        behavior.applyTo(
            named.ids().stream().map(id -> DeviceSpec.named(id).seeded(seed)).toList());
    try (StopSignal stop = StopSignal.install();
        RunningDevices devices = named.start(specs, trust(hub), environment.clock())) {
      boolean up = devices.awaitUp(UP_WITHIN);
      devices.refused().forEach((id, why) -> say(id + " is refused: " + why.getMessage()));
      say(up ? specs.size() + " are up" : "not all are up yet; they keep trying");
      stop.await();
    }
    return 0;
  }

  private void say(String what) {
    environment.err().println("devices: " + what);
  }

  private ExternalDevices named(@Nullable HubFile hub) {
    ExternalDevices named = new ExternalDevices();
    if (hub != null) {
      named.addFrom(hub, ids);
    } else if (!ids.isEmpty()) {
      throw ProgramFailure.setup("--device chooses from a hub.json; name that with --hub FILE.");
    }
    connectionStrings.forEach(named::add);
    if (connectionStringFile != null) {
      named.addLinesOf(environment.resolve(connectionStringFile));
    }
    if (named.ids().isEmpty()) {
      throw ProgramFailure.setup(
          "No device is named: give --hub FILE, --connection-string, or --connection-strings FILE.");
    }
    if (plainPort != null) {
      named.withoutTls(plainPort);
    }
    return named;
  }

  private SSLContext trust(@Nullable HubFile hub) throws Exception {
    if (hub != null) {
      return HubTrust.contextWith(environment.resolve(hub.caFile()));
    }
    String caFile = environment.variable(HubTrust.VARIABLE).orElse(null);
    return caFile == null
        ? SSLContext.getDefault()
        : HubTrust.contextWith(environment.resolve(caFile));
  }
}
