package org.fleetreboot.devicesim.device;

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

/**
 * Tens of thousands of devices on a few threads. They behave as {@link SimulatedDevice} does and
 * use the same topics, but speak bare MQTT, over TLS or over a local hub's plain port. Thread-safe.
 */
public final class LightSwarm implements AutoCloseable {

  private static final int ENDED_WITHIN_SECONDS = 10;

  private final EventLoopGroup loops;
  private final Map<String, LightDevice> devices = new LinkedHashMap<>();

  private LightSwarm(EventLoopGroup loops) {
    this.loops = loops;
  }

  /**
   * Switches all devices on, at the pace of the options; returns at once, see {@link #awaitUp}.
   *
   * @throws IllegalArgumentException if two of them have the same id, or this process may not have
   *     a connection open for each
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

  /** How the names of the threads begin that speak to a hub's port. */
  static String threadPrefix(int port) {
    return "light-swarm-" + port;
  }

  /**
   * Waits until every device is up, refused, or offline on purpose.
   *
   * @return whether that was so in time
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    return Devices.awaitUp(devices.values(), timeout);
  }

  /** How many devices are connected and subscribed now. */
  public int connected() {
    return (int) devices.values().stream().filter(LightDevice::isConnected).count();
  }

  /** How often devices of this swarm have restarted, all together. */
  public long reboots() {
    return devices.values().stream().mapToLong(LightDevice::reboots).sum();
  }

  /** Those that are not up yet, or never will be, and why not, as far as that is known. */
  public Map<String, Optional<Throwable>> down() {
    return Devices.down(devices.values());
  }

  /** Why the hub refused whom; empty if it let everybody in. */
  public Map<String, Throwable> refused() {
    return Devices.refused(devices.values());
  }

  /**
   * The device with this id.
   *
   * @throws IllegalArgumentException if no such device is in the swarm
   */
  public LightDevice device(String id) {
    return Devices.find(devices, id);
  }

  public Collection<LightDevice> devices() {
    return List.copyOf(devices.values());
  }

  /** Switches all devices off and ends the threads; waits for that, ten seconds at most. */
  @Override
  public void close() {
    devices.values().forEach(LightDevice::switchOff);
    loops
        .shutdownGracefully(0, ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }
}
