package org.fleetreboot.devicesim.device.mqtt;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.Devices;
import org.fleetreboot.devicesim.device.sdk.SimulatedDevice;

/**
 * Tens of thousands of devices on a few threads. They behave like {@link SimulatedDevice} and use
 * the same topics, but on plain MQTT instead of the SDK, over TLS or a local hub's plain port.
 * Thread-safe.
 */
public final class LightSwarm implements AutoCloseable {

  private static final int ENDED_WITHIN_SECONDS = 10;

  private final EventLoopGroup loops;
  private final Map<String, LightDevice> devices = new LinkedHashMap<>();

  private LightSwarm(EventLoopGroup loops) {
    this.loops = loops;
  }

  /**
   * Starts all devices at the configured pace; returns at once, see {@link #awaitUp}.
   *
   * @throws IllegalArgumentException if two of them have the same id, or the process may not open
   *     that many connections
   */
  public static LightSwarm start(
      List<DeviceSpec> specs, DeviceEnvironment environment, SwarmOptions options) {
    Devices.requireDistinctIds(specs);
    OpenFiles.ofThisProcess().require(specs.size());
    DefaultThreadFactory threads =
        new DefaultThreadFactory(threadPrefix(options.address().getPort()), true);
    LightSwarm swarm = new LightSwarm(new NioEventLoopGroup(options.threads(), threads));
    try {
      LightNetwork network = new LightNetwork(options, environment);
      for (DeviceSpec spec : specs) {
        swarm.devices.put(
            spec.id(), new LightDevice(spec, environment, network, swarm.loops.next()));
      }
      swarm.devices.values().forEach(LightDevice::switchOn);
      return swarm;
    } catch (RuntimeException e) {
      swarm.close();
      throw e;
    }
  }

  /** The prefix of the thread names for a hub's port. */
  public static String threadPrefix(int port) {
    return "light-swarm-" + port;
  }

  /**
   * Waits until every device is up, refused, or offline on purpose.
   *
   * @return whether this happened within the timeout
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    return Devices.awaitUp(devices.values(), timeout);
  }

  /** The number of devices that are connected and subscribed. */
  public int connected() {
    return (int) devices.values().stream().filter(LightDevice::isConnected).count();
  }

  /** The total number of restarts. */
  public long reboots() {
    return devices.values().stream().mapToLong(LightDevice::reboots).sum();
  }

  /** The devices that are not up, with the reason if it is known. */
  public Map<String, Optional<Throwable>> down() {
    return Devices.down(devices.values());
  }

  /** The devices that the hub refused, with the reason. */
  public Map<String, Throwable> refused() {
    return Devices.refused(devices.values());
  }

  /**
   * The device with this id.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public LightDevice device(String id) {
    return Devices.find(devices, id);
  }

  public Collection<LightDevice> devices() {
    return List.copyOf(devices.values());
  }

  /** Stops all devices and threads; waits up to ten seconds. */
  @Override
  public void close() {
    devices.values().forEach(LightDevice::switchOff);
    loops
        .shutdownGracefully(0, ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }
}
