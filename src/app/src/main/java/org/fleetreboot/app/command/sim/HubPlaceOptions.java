package org.fleetreboot.app.command.sim;

import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The addresses of a local hub, and its name. */
final class HubPlaceOptions {
  @Option(names = "--name", paramLabel = "NAME", description = "The hub's name. Default: local.")
  private @Nullable String name;

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

  /**
   * Applies the given options.
   *
   * @throws IllegalArgumentException with a sentence, if a value is out of range
   */
  void applyTo(LocalHubBuilder settings) {
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
