package org.fleetreboot.app.command.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The addresses of local hubs, and their names. */
final class HubPlaceOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The hub's name. Repeatable, for a hub of each name with devices of its own. Default:"
              + " local.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      description =
          "The host name in connection strings, and in the certificate, such as"
              + " myhub.azure-devices.net; /etc/hosts must resolve it to this machine. Default: the address.")
  private @Nullable String hostName;

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "A loopback address. Default: 127.0.0.1, or the next with its ports free.")
  private @Nullable String address;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      description = "REST API port. Default: 8443. 0 for any free port.")
  private @Nullable Integer restPort;

  @Option(
      names = "--also-rest-port",
      paramLabel = "PORT",
      description =
          "A second REST API port. With 443 the connection strings name no port, like those of"
              + " a real hub.")
  private @Nullable Integer alsoRestPort;

  @Option(
      names = "--mqtt-port",
      paramLabel = "PORT",
      description = "MQTT port. Default: 8883, the only one that SDKs know. 0 for any free port.")
  private @Nullable Integer mqttPort;

  @Option(
      names = "--plain-port",
      paramLabel = "PORT",
      description = "Port for MQTT without TLS, for many devices. 0 for any free port.")
  private @Nullable Integer plainPort;

  /** The hubs to run; one without a name if none is named. */
  List<@Nullable String> names() {
    if (names.size() < 2) {
      return names.isEmpty() ? Collections.singletonList(null) : List.copyOf(names);
    }
    for (String name : names) {
      if (!name.matches(Hubs.NAME)) {
        throw ProgramFailure.setup(
            "--name '%s' cannot be the name of one of several hubs: %s."
                .formatted(name, Hubs.NAME_RULE));
      }
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw ProgramFailure.setup("--name is given twice with the same name; remove one of them.");
    }
    if (hostName != null
        || address != null
        || isFixed(restPort)
        || isFixed(alsoRestPort)
        || isFixed(mqttPort)
        || isFixed(plainPort)) {
      throw ProgramFailure.setup(
          "An address, a host name and a port belong to one hub: omit them, or give one --name.");
    }
    return List.copyOf(names);
  }

  private static boolean isFixed(@Nullable Integer port) {
    return port != null && port != 0;
  }

  /**
   * Applies the given options.
   *
   * @param name null for the default
   * @throws IllegalArgumentException with a sentence, if a value is out of range
   */
  void applyTo(LocalHubBuilder settings, @Nullable String name) {
    if (name != null) {
      settings.name(name);
    }
    if (hostName != null) {
      settings.hostName(hostName);
    }
    if (address != null) {
      settings.address(address);
    }
    if (restPort != null) {
      settings.restPort(restPort);
    }
    if (alsoRestPort != null) {
      settings.alsoRestPort(alsoRestPort);
    }
    if (mqttPort != null) {
      settings.mqttPort(mqttPort);
    }
    if (plainPort != null) {
      settings.plainPort(plainPort);
    }
  }
}
