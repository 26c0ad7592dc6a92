package org.fleetreboot.app.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.LightSwarm;
import org.fleetreboot.devicesim.device.SimulatedFleet;

/**
 * Simulated devices that are switched on: with Microsoft's SDK while they are few and it can get to
 * their hubs, as light ones else.
 */
public final class RunningDevices implements AutoCloseable {
  /** A device on the SDK has nine threads; a laptop bears some thousand of them. */
  private static final int MOST_WITH_SDK = 200;

  private final List<Part> parts = new ArrayList<>();

  /** Those that are run in one way. */
  private record Part(Runnable switchOff, Wait up, Supplier<Map<String, Throwable>> refused) {}

  private interface Wait {
    boolean upWithin(Duration timeout) throws InterruptedException;
  }

  private RunningDevices() {}

  /** Whether so many are run with Microsoft's SDK, if it can get to their hubs. */
  static boolean areFew(int devices) {
    return devices <= MOST_WITH_SDK;
  }

  /**
   * Switches them on; returns at once.
   *
   * @param endpoints where the device of an id connects
   */
  static RunningDevices start(
      List<DeviceSpec> specs,
      DeviceEnvironment environment,
      Function<String, MqttEndpoint> endpoints) {
    RunningDevices running = new RunningDevices();
    if (areFew(specs.size())
        && specs.stream().allMatch(spec -> endpoints.apply(spec.id()).isForTheSdk())) {
      SimulatedFleet fleet = SimulatedFleet.start(specs, environment);
      running.parts.add(new Part(fleet::close, fleet::awaitUp, fleet::refused));
      return running;
    }
    Map<MqttEndpoint, List<DeviceSpec>> byEndpoint = new LinkedHashMap<>();
    for (DeviceSpec spec : specs) {
      byEndpoint
          .computeIfAbsent(endpoints.apply(spec.id()), endpoint -> new ArrayList<>())
          .add(spec);
    }
    try {
      byEndpoint.forEach((endpoint, there) -> running.addSwarm(endpoint, there, environment));
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
    return running;
  }

  private void addSwarm(
      MqttEndpoint endpoint, List<DeviceSpec> specs, DeviceEnvironment environment) {
    LightSwarm swarm = LightSwarm.start(specs, environment, endpoint.swarm());
    parts.add(new Part(swarm::close, swarm::awaitUp, swarm::refused));
  }

  /**
   * Waits until each is connected, refused, or offline on purpose.
   *
   * @return whether that was so in time
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    boolean up = true;
    for (Part part : parts) {
      up &= part.up().upWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return up;
  }

  /** Why the hub refused whom. */
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
