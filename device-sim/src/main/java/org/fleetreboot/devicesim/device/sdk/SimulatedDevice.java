package org.fleetreboot.devicesim.device.sdk;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.devicesim.device.Device;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.fleetreboot.devicesim.device.RebootRunner;
import org.jspecify.annotations.Nullable;

/**
 * A device on Microsoft's own {@code iot-device-client}, over MQTT and TLS. It needs nine threads
 * and about 50 KiB, so use it for tens to hundreds of devices.
 *
 * <p>Thread-safe. The SDK's threads are not daemons: a program only ends after {@link #close()}.
 */
public final class SimulatedDevice implements Device, AutoCloseable {

  private final DeviceSpec spec;
  private final DeviceThreads threads;
  private final boolean ownsThreads;
  private final SdkConnection connection;
  private final RebootRunner runner;
  private final CompletableFuture<@Nullable Void> up = new CompletableFuture<>();

  private SimulatedDevice(
      DeviceSpec spec, DeviceEnvironment environment, DeviceThreads threads, boolean ownsThreads) {
    this.spec = spec;
    this.threads = threads;
    this.ownsThreads = ownsThreads;
    SplittableRandom random = spec.random();
    this.connection = new SdkConnection(spec, environment, threads, random, this::take);
    this.runner =
        new RebootRunner(
            spec, connection, environment.markerClock(spec), random, threads.scripts());
  }

  /** Starts a device; it connects in the background, see {@link #whenUp()}. */
  public static SimulatedDevice start(DeviceSpec spec, DeviceEnvironment environment) {
    return new SimulatedDevice(spec, environment, new DeviceThreads(), true).switchOn();
  }

  static SimulatedDevice start(
      DeviceSpec spec, DeviceEnvironment environment, DeviceThreads threads) {
    return new SimulatedDevice(spec, environment, threads, false).switchOn();
  }

  @Override
  public DeviceSpec spec() {
    return spec;
  }

  @Override
  public CompletionStage<?> whenUp() {
    return up.minimalCompletionStage();
  }

  @Override
  public boolean isConnected() {
    return connection.isConnected();
  }

  @Override
  public Optional<Throwable> lastFailure() {
    return Optional.ofNullable(connection.lastFailure());
  }

  @Override
  public int calls() {
    return runner.calls();
  }

  @Override
  public int reboots() {
    return runner.reboots();
  }

  @Override
  public Optional<String> lastMarker() {
    return Optional.ofNullable(runner.lastMarker());
  }

  /** Stops the device, even during a reboot; returns when its threads were told to stop. */
  @Override
  public void close() {
    up.cancel(false);
    runner.stop();
    connection.close();
    if (ownsThreads) {
      threads.close();
    }
  }

  private SimulatedDevice switchOn() {
    runner
        .start(spec.reportsAtStart())
        .whenComplete(
            (ok, failure) -> {
              if (failure == null) {
                up.complete(null);
              } else {
                up.completeExceptionally(failure);
              }
            });
    return this;
  }

  private void take(IncomingMethodCall call) {
    runner.take(call);
  }
}
