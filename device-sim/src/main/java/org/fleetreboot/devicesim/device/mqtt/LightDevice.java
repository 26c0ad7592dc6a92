package org.fleetreboot.devicesim.device.mqtt;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.devicesim.device.Device;
import org.fleetreboot.devicesim.device.DeviceConnectionString;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.fleetreboot.devicesim.device.RebootRunner;
import org.fleetreboot.devicesim.device.ScriptExecutor;
import org.jspecify.annotations.Nullable;

/** One device of a {@link LightSwarm}. Thread-safe. */
public final class LightDevice implements Device {

  private final DeviceSpec spec;
  private final ScriptExecutor thread;
  private final LightConnection connection;
  private final RebootRunner runner;
  private final CompletableFuture<@Nullable Void> up = new CompletableFuture<>();

  LightDevice(
      DeviceSpec spec, DeviceEnvironment environment, LightNetwork network, EventLoop loop) {
    this.spec = spec;
    this.thread = ScriptExecutor.on(loop);
    SplittableRandom random = spec.random();
    this.connection =
        new LightConnection(
            DeviceConnectionString.parse(environment.connectionStrings().apply(spec.id())),
            network,
            loop,
            random,
            this::take);
    this.runner = new RebootRunner(spec, connection, environment.markerClock(spec), random, thread);
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

  void switchOn() {
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
  }

  void switchOff() {
    up.cancel(false);
    runner.stop();
    thread.execute(connection::disconnect);
  }

  private void take(IncomingMethodCall call) {
    runner.take(call);
  }
}
