package org.fleetreboot.devicesim.device.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.Devices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fleet of devices on Microsoft's device SDK. Thread-safe. */
public final class SimulatedFleet implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SimulatedFleet.class);
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

  private final DeviceThreads threads;
  private final Map<String, SimulatedDevice> devices;

  private SimulatedFleet(DeviceThreads threads, Map<String, SimulatedDevice> devices) {
    this.threads = threads;
    this.devices = devices;
  }

  /**
   * Whether Microsoft's SDK for Java (2.5.0) supports a device id. It uses ids in topics without
   * encoding, where MQTT forbids {@code #} and {@code +}; it decodes ids in tokens, where {@code %}
   * starts an escape; and it ends an id in a connection string at the first semicolon.
   */
  public static boolean canRun(String deviceId) {
    return deviceId.chars().noneMatch(sign -> "#+%;".indexOf(sign) >= 0);
  }

  /**
   * Starts all devices, a few at a time; returns at once, see {@link #awaitUp}.
   *
   * @throws IllegalArgumentException if two of them have the same id
   */
  public static SimulatedFleet start(List<DeviceSpec> specs, DeviceEnvironment environment) {
    Devices.requireDistinctIds(specs);
    DeviceThreads threads = new DeviceThreads();
    Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
    SimulatedFleet fleet = new SimulatedFleet(threads, devices);
    try {
      for (DeviceSpec spec : specs) {
        devices.put(spec.id(), SimulatedDevice.start(spec, environment, threads));
      }
      return fleet;
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /**
   * Waits until every device is up, refused, or offline on purpose.
   *
   * @return whether this happened within the timeout
   */
  public boolean awaitUp(Duration timeout) throws InterruptedException {
    return Devices.awaitUp(devices.values(), timeout);
  }

  /** The ids of the devices that are connected and subscribed, in order. */
  public Collection<String> connected() {
    Collection<String> connected = new TreeSet<>();
    devices.forEach(
        (id, device) -> {
          if (device.isConnected()) {
            connected.add(id);
          }
        });
    return connected;
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
  public SimulatedDevice device(String id) {
    return Devices.find(devices, id);
  }

  public Collection<SimulatedDevice> devices() {
    return List.copyOf(devices.values());
  }

  /** Stops all devices concurrently; waits up to ten seconds. */
  @Override
  public void close() {
    List<CompletableFuture<?>> closing = new ArrayList<>();
    for (SimulatedDevice device : devices.values()) {
      closing.add(CompletableFuture.runAsync(device::close, threads.closing()));
    }
    try {
      CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new))
          .get(CLOSED_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Not every device could be closed", e);
    } finally {
      threads.close();
    }
  }
}
