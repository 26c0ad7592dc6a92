package org.fleetreboot.devicesim.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.parity.message.CloudMessage;
import org.fleetreboot.devicesim.hub.parity.message.MessageOutcome;
import org.fleetreboot.devicesim.hub.parity.message.TelemetryMessage;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicy;
import org.fleetreboot.devicesim.hub.security.TrustedSslContext;
import org.fleetreboot.devicesim.hub.store.HubStore;
import org.fleetreboot.devicesim.hub.throttle.Count;

/**
 * An Azure IoT Hub on this machine: REST and MQTT over TLS on a loopback address, for Microsoft's
 * SDKs unchanged. Thread-safe.
 *
 * <pre>{@code
 * try (LocalHub hub = LocalHub.builder().start()) {
 *   DeviceIdentity pump = hub.register("pump-7");
 *   ...
 * }
 * }</pre>
 */
public final class LocalHub implements AutoCloseable {
  private static final String ADDRESS = "address";

  private final HubStore home;
  private final Listeners listeners;
  private final HubCore core;
  private final HubEndpoints place;
  private final ConnectionStrings connectionStrings;
  private final Registration registration;

  private LocalHub(LocalHubBuilder settings, HubStore home, Listeners listeners)
      throws IOException {
    this.home = home;
    this.listeners = listeners;
    core =
        new HubCore(
            settings,
            home,
            settings.clock == null ? listeners.clock() : settings.clock,
            listeners.slowWork());
    core.restore();
    place =
        HubEndpoints.take(
            settings,
            home.kept(ADDRESS, String.class, address -> address),
            listeners,
            core::serversAt);
    connectionStrings = new ConnectionStrings(place, home.keyring().policies());
    registration = new Registration(core.registry, core.modules, core.twins, connectionStrings);
    home.keep(ADDRESS, place::address);
    home.changed();
  }

  /** The settings of a new hub; each has a default. */
  public static LocalHubBuilder builder() {
    return new LocalHubBuilder();
  }

  static LocalHub start(LocalHubBuilder settings) throws IOException {
    HubStore home = HubStore.open(settings.data, settings.name);
    Listeners listeners = new Listeners(home.name());
    try {
      return new LocalHub(settings, home, listeners);
    } catch (IOException | RuntimeException e) {
      listeners.close();
      home.close();
      throw e;
    }
  }

  /** The hub's name; with a data directory it is kept there. */
  public String name() {
    return home.name();
  }

  /** What it is called in connection strings: the address, unless a host name was given. */
  public String hostName() {
    return place.host();
  }

  /** The loopback address it listens on. */
  public String address() {
    return place.address();
  }

  /** The port of the REST API. */
  public int restPort() {
    return place.restPort();
  }

  /** The second port of the REST API; empty unless it was asked for. */
  public OptionalInt alsoRestPort() {
    return place.alsoRestPort();
  }

  /** The port of MQTT with TLS. */
  public int mqttPort() {
    return place.mqttPort();
  }

  /** The port of MQTT without TLS; empty unless it was asked for. */
  public OptionalInt plainPort() {
    return place.plainPort();
  }

  /** The port where AMQP is refused by name; empty when it was not free. */
  OptionalInt amqpPort() {
    return place.amqpPort();
  }

  /** For methods, twins and queries: policy {@code service}. A secret. */
  public String serviceConnectionString() {
    return connectionString(SharedAccessPolicy.SERVICE);
  }

  /** For everything: policy {@code iothubowner}. A secret. */
  public String ownerConnectionString() {
    return connectionString(SharedAccessPolicy.IOTHUBOWNER);
  }

  /** The certificate authority as PEM, for trust stores of other processes. */
  public Path caFile() {
    return home.caFile();
  }

  /** A client context that trusts this hub and nobody else. */
  public SSLContext sslContext() {
    return TrustedSslContext.trusting(home.keyring().authority().certificate());
  }

  /**
   * Where a test asks what happened, over plain HTTP: {@code GET <testUrl>/calls} and {@code GET
   * <testUrl>/counters}. It ends without a slash.
   */
  public URI testUrl() {
    return URI.create("http://" + place.address() + ":" + place.testPort());
  }

  /**
   * What opens the part of {@link #testUrl} that switches the hub, as {@code Authorization: Bearer
   * TOKEN}. Another one at each start. A secret.
   */
  public String controlToken() {
    return core.controlToken;
  }

  /** What is behind the ports, for tests of the hub itself. */
  HubCore core() {
    return core;
  }

  /** Registers a device, or finds it when it is registered already. */
  public DeviceIdentity register(String id) {
    return register(id, Map.of());
  }

  /**
   * Registers a device, or finds it, and merges tags into those it has.
   *
   * @param tags plain values: strings, numbers, booleans, lists, maps
   */
  public DeviceIdentity register(String id, Map<String, ?> tags) {
    return registration.device(id, tags);
  }

  /** Registers many devices; fast enough for tens of thousands. */
  public List<DeviceIdentity> registerAll(Collection<NewDevice> devices) {
    return devices.stream().map(device -> register(device.id(), device.tags())).toList();
  }

  /**
   * Registers a module, or finds it when it is registered already; and so its device.
   *
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when one of the ids is not allowed, or
   *     the device has 50 modules
   */
  public ModuleIdentity registerModule(String deviceId, String moduleId) {
    return registration.module(deviceId, moduleId);
  }

  /** The ids of all devices, in their order. */
  public List<String> deviceIds() {
    return core.registry.all().stream().map(RegisteredDevice::id).toList();
  }

  /**
   * Closes a device's connection, as a broken network would; its session stays.
   *
   * @return false when it was not connected
   */
  public boolean disconnect(String deviceId) {
    return core.sessions.disconnect(ClientId.device(deviceId));
  }

  /**
   * Sends a cloud-to-device message. It waits for its device when that is not connected.
   *
   * @return how it ends, which may be days later
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the device is unknown, the message
   *     larger than 64 KB, or 50 messages wait already
   */
  public CompletableFuture<MessageOutcome> send(String deviceId, CloudMessage message) {
    return core.messages.send(deviceId, message);
  }

  /** How many cloud-to-device messages a device has not acknowledged yet. */
  public int waitingMessages(String deviceId) {
    return core.messages.waiting(deviceId);
  }

  /**
   * Device-to-cloud messages of a device and of the modules on it, oldest first. The hub holds the
   * last ten thousand of all devices, and no more than 16 MB.
   */
  public List<TelemetryMessage> telemetry(String deviceId) {
    return core.telemetry.of(deviceId);
  }

  /** How many method calls were published to each device that got one, by device id. */
  public SortedMap<String, Long> calls() {
    return core.counters.calls();
  }

  /** What happened on this hub since it started; every count, zeros too. */
  public Map<Count, Long> counters() {
    return core.counters.snapshot();
  }

  /** Lets a fault strike from now on. The one set first goes first. */
  public void fault(HubFault fault, FaultScope scope) {
    core.faults.arm(fault, scope);
  }

  /** The faults that may still strike, the one set first going first. */
  public List<HubFault> faults() {
    return core.faults.armed();
  }

  /** Calls off all faults. */
  public void clearFaults() {
    core.faults.clear();
  }

  /** Puts the tier's throttles in force, with all their bursts to spend, or lifts them. */
  public void throttles(boolean inForce) {
    core.throttles.inForce(inForce);
  }

  /**
   * Forgets devices, jobs, messages, telemetry, faults and counts, and closes the connections of
   * the devices. Address, policies and certificate authority stay, and a clock that was moved stays
   * where it is.
   */
  public void reset() {
    core.reset();
  }

  /** Closes all connections and ports. Calls that wait for a device get no answer. */
  @Override
  public void close() {
    listeners.close();
    home.close();
  }

  /**
   * With the rights of the shared access policy of that name. A secret.
   *
   * @throws java.util.NoSuchElementException when there is no such policy
   */
  public String connectionString(String policy) {
    return connectionStrings.of(policy, Credential.SymmetricKeys::primary);
  }

  /** The same with the policy's other key, as in a rotation of keys. A secret. */
  public String secondaryConnectionString(String policy) {
    return connectionStrings.of(policy, Credential.SymmetricKeys::secondary);
  }

  @Override
  public String toString() {
    return "LocalHub[" + name() + " on " + place.restHost() + "]";
  }
}
