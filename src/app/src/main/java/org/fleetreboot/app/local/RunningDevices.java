package org.fleetreboot.app.local;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.LightSwarm;
import org.fleetreboot.devicesim.device.SimulatedFleet;
import org.fleetreboot.devicesim.device.SwarmOptions;

/** Simulated devices that are switched on, with Microsoft's SDK while they are few. */
public final class RunningDevices implements AutoCloseable {
  /** A device on the SDK has nine threads; a laptop bears some thousand of them. */
  private static final int MOST_WITH_SDK = 200;

  private final Runnable switchOff;
  private final Wait wait;
  private final Supplier<Map<String, Throwable>> refused;

  private interface Wait {
    boolean upWithin(Duration timeout) throws InterruptedException;
  }

  private RunningDevices(Runnable switchOff, Wait wait, Supplier<Map<String, Throwable>> refused) {
    this.switchOff = switchOff;
    this.wait = wait;
    this.refused = refused;
  }

  /**
   * Switches them on; returns at once.
   *
   * @param mqtt where the hub takes devices over TLS
   */
  public static RunningDevices start(
      List<DeviceSpec> specs, DeviceEnvironment environment, InetSocketAddress mqtt) {
    if (specs.size() <= MOST_WITH_SDK) {
      SimulatedFleet fleet = SimulatedFleet.start(specs, environment);
      return new RunningDevices(fleet::close, fleet::awaitUp, fleet::refused);
    }
    LightSwarm swarm = LightSwarm.start(specs, environment, SwarmOptions.tls(mqtt));
    return new RunningDevices(swarm::close, swarm::awaitUp, swarm::refused);
  }

  /**
   * Waits until each is connected, refused, or offline on purpose.
   *
   * @return whether that was so in time
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    return wait.upWithin(timeout);
  }

  /** Why the hub refused whom. */
  public Map<String, Throwable> refused() {
    return refused.get();
  }

  @Override
  public void close() {
    switchOff.run();
  }
}
