package org.fleetreboot.app.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.LocalHub;

/** A local hub, and a directory with routes that an operator works with it from. */
final class StartedHub implements AutoCloseable {
  final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start();
  private final Path directory;

  StartedHub(Path directory) throws IOException {
    this.directory = directory;
    route(
        "reboot.yaml",
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
  }

  void route(String file, String yaml) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(routes.resolve(file), yaml);
  }

  /** Devices that reboot at once. */
  LightSwarm connect(String... ids) {
    return connect(
        List.of(ids).stream()
            .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ZERO)))
            .toList());
  }

  LightSwarm connect(List<DeviceSpec> devices) {
    Map<String, String> connections = new HashMap<>();
    for (DeviceSpec device : devices) {
      connections.put(device.id(), hub.register(device.id()).connectionString());
    }
    LightSwarm swarm =
        LightSwarm.start(
            devices,
            new DeviceEnvironment(
                id -> connections.getOrDefault(id, ""),
                hub.sslContext(),
                InstantSource.system(),
                ZoneOffset.UTC),
            SwarmOptions.plain(
                new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow())));
    try {
      if (!swarm.awaitUp(Duration.ofMinutes(1))) {
        throw new AssertionError("Not up: " + connections.keySet());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return swarm;
  }

  Result run(String... args) {
    return commandLine().of(args);
  }

  CommandLineRun commandLine() {
    return CommandLineRun.in(directory)
        .home(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString());
  }

  @Override
  public void close() {
    hub.close();
  }
}
