package org.fleetreboot.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.sdk.SimulatedFleet;
import org.fleetreboot.devicesim.hub.LocalHub;

/** A local hub with eight pumps, which take two seconds to boot, and a valve that refuses. */
final class PumpStation implements AutoCloseable {
  static final List<String> PUMPS = IntStream.rangeClosed(1, 8).mapToObj(n -> "pump-" + n).toList();

  static final String VALVE = "valve-1";

  private final LocalHub hub;
  private final SimulatedFleet devices;

  private PumpStation(LocalHub hub, SimulatedFleet devices) {
    this.hub = hub;
    this.devices = devices;
  }

  static PumpStation start() {
    List<DeviceSpec> specs = new ArrayList<>();
    PUMPS.forEach(
        id -> specs.add(DeviceSpec.named(id).behaving(new BootsIn(Duration.ofSeconds(2)))));
    specs.add(DeviceSpec.named(VALVE).behaving(new Rejects(409)));
    try {
      LocalHub hub = LocalHub.builder().start();
      Map<String, String> connections = new HashMap<>();
      specs.forEach(spec -> connections.put(spec.id(), hub.register(spec.id()).connectionString()));
      DeviceEnvironment environment =
          new DeviceEnvironment(
              id -> connections.getOrDefault(id, ""),
              hub.sslContext(),
              InstantSource.system(),
              ZoneOffset.UTC);
      return new PumpStation(hub, SimulatedFleet.start(specs, environment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean awaitUp(Duration atMost) throws InterruptedException {
    return devices.awaitUp(atMost);
  }

  /** How many calls the hub has handed to these devices. */
  long calls(List<String> ids) {
    return ids.stream().mapToLong(this::calls).sum();
  }

  long calls(String id) {
    return hub.calls().getOrDefault(id, 0L);
  }

  String connectionString() {
    return hub.serviceConnectionString();
  }

  Path certificate() {
    return hub.caFile();
  }

  @Override
  public void close() {
    devices.close();
    hub.close();
  }
}
