package org.fleetreboot.app.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.ConnectionRefused;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.fleetreboot.devicesim.hub.NewDevice;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.store.DirectoryLock;
import org.jspecify.annotations.Nullable;

/** A local hub with registered devices, which may be simulated too. */
public final class LocalFleet implements AutoCloseable {
  private final LocalHub hub;
  private final List<DeviceIdentity> identities;
  private final @Nullable RunningDevices devices;

  private LocalFleet(
      LocalHub hub, List<DeviceIdentity> identities, @Nullable RunningDevices devices) {
    this.hub = hub;
    this.identities = identities;
    this.devices = devices;
  }

  /**
   * Starts the hub, registers the devices, and starts the simulated ones; returns before they are
   * connected.
   *
   * @param simulated whether to simulate the devices
   */
  public static LocalFleet start(
      LocalHubBuilder settings, List<DeviceSpec> specs, boolean simulated, InstantSource clock) {
    if (simulated) {
      // Both ends of each connection are in this process.
      RunningDevices.requireSockets(2L * specs.size());
    }
    LocalHub hub = open(settings);
    try {
      List<DeviceIdentity> identities =
          hub.registerAll(
              specs.stream().map(spec -> new NewDevice(spec.id(), spec.tags())).toList());
      RunningDevices devices = simulated ? switchOn(hub, identities, specs, clock) : null;
      return new LocalFleet(hub, identities, devices);
    } catch (HubRefusal e) {
      hub.close();
      throw ProgramFailure.setup("The local hub refuses a device: " + e.text(), e);
    } catch (RuntimeException e) {
      hub.close();
      throw e;
    }
  }

  private static LocalHub open(LocalHubBuilder settings) {
    try {
      return settings.start();
    } catch (IOException e) {
      throw doesNotStart(e);
    }
  }

  private static RunningDevices switchOn(
      LocalHub hub, List<DeviceIdentity> identities, List<DeviceSpec> specs, InstantSource clock) {
    // By address, because the host name in the connection strings need not resolve on this machine.
    Map<String, String> connectionStrings = new HashMap<>();
    identities.forEach(
        device ->
            connectionStrings.put(
                device.id(),
                "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
                    .formatted(hub.address(), device.id(), device.sharedAccessKey())));
    MqttEndpoint endpoint = endpoint(hub, specs.size());
    return RunningDevices.start(
        specs,
        new DeviceEnvironment(
            connectionStrings::get, hub.sslContext(), clock, ZoneId.systemDefault()),
        id -> endpoint);
  }

  /** A few devices use TLS like real ones; many skip it if the hub allows that. */
  private static MqttEndpoint endpoint(LocalHub hub, int devices) {
    MqttEndpoint tls = MqttEndpoint.tls(hub.address(), hub.mqttPort());
    return hub.plainPort().isEmpty() || (RunningDevices.areFew(devices) && tls.isForTheSdk())
        ? tls
        : MqttEndpoint.plain(hub.address(), hub.plainPort().getAsInt());
  }

  public LocalHub hub() {
    return hub;
  }

  public int size() {
    return identities.size();
  }

  /**
   * Waits until each device is connected, or offline on purpose, as long as devices come up;
   * returns at once if none are simulated.
   *
   * @return a sentence for each device that is not up, with the reason; it keeps trying unless the
   *     hub refused it
   */
  public List<String> awaitUp(Duration atMost) {
    if (devices == null) {
      return List.of();
    }
    try {
      devices.awaitMost(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return devices.down().entrySet().stream()
        .map(
            device ->
                "The simulated device '%s' is not connected: %s"
                    .formatted(
                        device.getKey(),
                        device
                            .getValue()
                            .map(LocalFleet::reason)
                            .orElse("it has not answered yet; it keeps trying.")))
        .toList();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof ConnectionRefused
        ? cause.getMessage() + "."
        : cause + "; it keeps trying.";
  }

  /** Instructions: connection strings, and how to trust the certificate. They contain keys. */
  public List<String> notice(Path hubFile) {
    return HubNotice.of(hub, identities, hubFile);
  }

  /** Writes {@code hub.json} into the directory. */
  public void announceIn(Path directory) {
    try {
      HubFile.of(hub, identities).write(directory);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  /**
   * Creates the directory, and removes an old {@code hub.json}, which is no longer valid.
   *
   * @throws ProgramFailure if another hub uses the directory; its {@code hub.json} stays
   */
  public static void prepare(Path directory) {
    try {
      DirectoryLock.requireFree(directory);
    } catch (IOException e) {
      throw doesNotStart(e);
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    withdraw(directory);
  }

  /** Removes {@code hub.json}. */
  public static void withdraw(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(HubFile.NAME));
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static ProgramFailure doesNotStart(IOException e) {
    return ProgramFailure.setup("The local hub does not start: " + e.getMessage() + ".", e);
  }

  private static ProgramFailure unwritable(Path directory, IOException e) {
    return ProgramFailure.setup(
        "%s cannot be written to (%s); give another directory."
            .formatted(directory, FileErrorText.of(e)),
        e);
  }

  @Override
  public void close() {
    try {
      if (devices != null) {
        devices.close();
      }
    } finally {
      hub.close();
    }
  }
}
