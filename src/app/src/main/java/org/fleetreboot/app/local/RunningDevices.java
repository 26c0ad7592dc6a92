package org.fleetreboot.app.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.OpenFiles;
import org.fleetreboot.devicesim.device.sdk.SimulatedFleet;

/**
 * Running simulated devices: on Microsoft's SDK if they are few and it supports their hubs and ids,
 * otherwise light ones.
 */
public final class RunningDevices implements AutoCloseable {
  /** A device on the SDK has nine threads; a laptop can run a few thousand. */
  private static final int MOST_WITH_SDK = 200;

  private final List<Part> parts = new ArrayList<>();

  /** How long to wait for another device to come up, after all others have failed at least once. */
  private static final Duration STALLED = Duration.ofSeconds(30);

  private static final Duration GLANCE = Duration.ofSeconds(1);

  /** Devices of one kind. */
  private record Part(
      Runnable switchOff,
      Wait up,
      Supplier<Map<String, Throwable>> refused,
      Supplier<Map<String, Optional<Throwable>>> down) {}

  private interface Wait {
    boolean upWithin(Duration timeout) throws InterruptedException;
  }

  private RunningDevices() {}

  /** Whether this many devices run on Microsoft's SDK, if it supports their hubs. */
  static boolean areFew(int devices) {
    return devices <= MOST_WITH_SDK;
  }

  /**
   * Starts the devices; returns at once.
   *
   * @param endpoints where the device with an id connects
   * @throws ProgramFailure if this process may not open a connection for each
   */
  static RunningDevices start(
      List<DeviceSpec> specs,
      DeviceEnvironment environment,
      Function<String, MqttEndpoint> endpoints) {
    requireSockets(specs.size());
    RunningDevices running = new RunningDevices();
    boolean withSdk =
        areFew(specs.size())
            && specs.stream().allMatch(spec -> endpoints.apply(spec.id()).isForTheSdk());
    List<DeviceSpec> onSdk = new ArrayList<>();
    Map<MqttEndpoint, List<DeviceSpec>> byEndpoint = new LinkedHashMap<>();
    for (DeviceSpec spec : specs) {
      if (withSdk && SimulatedFleet.canRun(spec.id())) {
        onSdk.add(spec);
      } else {
        byEndpoint
            .computeIfAbsent(endpoints.apply(spec.id()), endpoint -> new ArrayList<>())
            .add(spec);
      }
    }
    try {
      if (!onSdk.isEmpty()) {
        running.addFleet(onSdk, environment);
      }
      byEndpoint.forEach((endpoint, there) -> running.addSwarm(endpoint, there, environment));
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
    return running;
  }

  /**
   * Checks that this process may open this many sockets.
   *
   * @throws ProgramFailure with the remedy, if it may not
   */
  static void requireSockets(long sockets) {
    try {
      OpenFiles.ofThisProcess().require(sockets);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(String.valueOf(e.getMessage()), e);
    }
  }

  private void addFleet(List<DeviceSpec> specs, DeviceEnvironment environment) {
    SimulatedFleet fleet = SimulatedFleet.start(specs, environment);
    parts.add(new Part(fleet::close, fleet::awaitUp, fleet::refused, fleet::down));
  }

  private void addSwarm(
      MqttEndpoint endpoint, List<DeviceSpec> specs, DeviceEnvironment environment) {
    LightSwarm swarm = LightSwarm.start(specs, environment, endpoint.swarm());
    parts.add(new Part(swarm::close, swarm::awaitUp, swarm::refused, swarm::down));
  }

  /**
   * Waits until every device is connected, refused, or offline on purpose.
   *
   * @return whether this happened in time
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    boolean up = true;
    for (Part part : parts) {
      up &= part.up().upWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return up;
  }

  /**
   * Waits until every device is connected, refused, or offline on purpose, as long as devices come
   * up or make their first attempt.
   */
  public void awaitMost(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    long progress = System.nanoTime();
    int down = Integer.MAX_VALUE;
    while (!awaitUp(GLANCE)) {
      Map<String, Optional<Throwable>> stillDown = down();
      long now = System.nanoTime();
      // A device that has not failed yet is only slow, as all are on a busy machine.
      boolean slow = stillDown.values().stream().anyMatch(Optional::isEmpty);
      if (slow || stillDown.size() < down) {
        down = Math.min(down, stillDown.size());
        progress = now;
      }
      if (now - end > 0 || now - progress > STALLED.toNanos()) {
        return;
      }
    }
  }

  /** The devices that are not up, with the reason if it is known. */
  public Map<String, Optional<Throwable>> down() {
    Map<String, Optional<Throwable>> down = new LinkedHashMap<>();
    parts.forEach(part -> down.putAll(part.down().get()));
    return down;
  }

  /** The devices that the hub refused, with the reason. */
  public Map<String, Throwable> refused() {
    Map<String, Throwable> refused = new LinkedHashMap<>();
    parts.forEach(part -> refused.putAll(part.refused().get()));
    return refused;
  }

  @Override
  public void close() {
    parts.forEach(part -> part.switchOff().run());
  }
}
