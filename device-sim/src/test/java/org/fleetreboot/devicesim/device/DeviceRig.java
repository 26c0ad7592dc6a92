package org.fleetreboot.devicesim.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.device.sdk.SimulatedDevice;
import org.fleetreboot.devicesim.hub.LocalHub;

/** A hub of its own for a test class, its service side, and the devices switched on at it. */
final class DeviceRig implements AutoCloseable {

  /** Which body the devices get. */
  enum Body {
    MICROSOFT_SDK,
    LIGHT
  }

  final LocalHub hub;
  final HubClient client;
  private final Body body;
  private final DeviceEnvironment environment;
  private final Queue<Runnable> switchOff = new ConcurrentLinkedQueue<>();

  DeviceRig(Body body) throws IOException {
    this.body = body;
    this.hub = LocalHub.builder().restPort(0).plainPort(0).leastResponseTimeout(1).start();
    this.client = new HubClient(hub);
    this.environment =
        new DeviceEnvironment(
            id -> hub.register(id).connectionString(),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC);
  }

  /** Switches a device on and waits until it is up. */
  Device up(DeviceSpec spec) {
    Device device = body == Body.MICROSOFT_SDK ? onTheSdk(spec) : light(spec);
    device.whenUp().toCompletableFuture().orTimeout(5, TimeUnit.MINUTES).join();
    return device;
  }

  private Device onTheSdk(DeviceSpec spec) {
    SimulatedDevice device = SimulatedDevice.start(spec, environment);
    switchOff.add(device::close);
    return device;
  }

  private Device light(DeviceSpec spec) {
    SwarmOptions plain =
        SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow()))
            .onThreads(1);
    LightSwarm swarm = LightSwarm.start(List.of(spec), environment, plain);
    switchOff.add(swarm::close);
    return swarm.device(spec.id());
  }

  @Override
  public void close() {
    switchOff.forEach(Runnable::run);
    hub.close();
  }
}
