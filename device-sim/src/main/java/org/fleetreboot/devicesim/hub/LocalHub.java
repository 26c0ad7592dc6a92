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
 * An Azure IoT Hub on this machine: REST and MQTT over TLS on a loopback address, for unmodified
 * Microsoft SDKs. Thread-safe.
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

  private final HubStore store;
  private final Listeners listeners;
  private final HubCore core;
  private final HubEndpoints place;
  private final ConnectionStrings connectionStrings;
  private final Registration registration;

  LocalHub(LocalHubBuilder settings, HubStore store, Listeners listeners) throws IOException {
    this.store = store;
    this.listeners = listeners;
    core =
        new HubCore(
            settings,
            store,
            settings.clock == null ? listeners.clock() : settings.clock,
            listeners.slowWork());
    core.restore();
    place =
        HubEndpoints.take(
            settings,
            store.load(ADDRESS, String.class, address -> address),
            listeners,
            core::serversAt);
    connectionStrings = new ConnectionStrings(place, store.secrets().policies());
    registration = new Registration(core.registry, core.modules, core.twins, connectionStrings);
    store.save(ADDRESS, place::address);
    store.changed();
  }

  /** Creates the settings of a new hub; each has a default. */
  public static LocalHubBuilder builder() {
    return new LocalHubBuilder();
  }

  /** The hub's name, which a data directory stores. */
  public String name() {
    return store.name();
  }

  /** The host name in connection strings; the address by default. */
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

  /** The second port of the REST API; empty unless configured. */
  public OptionalInt alsoRestPort() {
    return place.alsoRestPort();
  }

  /** The port of MQTT with TLS. */
  public int mqttPort() {
    return place.mqttPort();
  }

  /** The port of MQTT without TLS; empty unless configured. */
  public OptionalInt plainPort() {
    return place.plainPort();
  }

  /** The port on which AMQP is refused; empty if it was not free. */
  OptionalInt amqpPort() {
    return place.amqpPort();
  }

  /** The connection string of policy {@code service}, for methods, twins and queries. A secret. */
  public String serviceConnectionString() {
    return connectionString(SharedAccessPolicy.SERVICE);
  }

  /** The connection string of policy {@code iothubowner}, with all rights. A secret. */
  public String ownerConnectionString() {
    return connectionString(SharedAccessPolicy.IOTHUBOWNER);
  }

  /** The PEM file of the certificate authority, for trust stores of other processes. */
  public Path caFile() {
    return store.caFile();
  }

  /** A client context that trusts only this hub. */
  public SSLContext sslContext() {
    return TrustedSslContext.trusting(store.secrets().authority().certificate());
  }

  /**
   * The base URL for tests over plain HTTP: {@code GET <testUrl>/calls} and {@code GET
   * <testUrl>/counters}. Has no trailing slash.
   */
  public URI testUrl() {
    return URI.create("http://" + place.address() + ":" + place.testPort());
  }

  /**
   * The token for requests to {@link #testUrl} that control the hub, in {@code Authorization:
   * Bearer TOKEN}. Changes at each start. A secret.
   */
  public String controlToken() {
    return core.controlToken;
  }

  /** The parts of the hub, for its own tests. */
  HubCore core() {
    return core;
  }

  /** Registers a device, or returns the registered one. */
  public DeviceIdentity register(String id) {
    return register(id, Map.of());
  }

  /**
   * Registers a device, or returns the registered one, and merges tags into its own.
   *
   * @param tags strings, numbers, booleans, lists and maps
   */
  public DeviceIdentity register(String id, Map<String, ?> tags) {
    return registration.device(id, tags);
  }

  /** Registers many devices, such as tens of thousands. */
  public List<DeviceIdentity> registerAll(Collection<NewDevice> devices) {
    return devices.stream().map(device -> register(device.id(), device.tags())).toList();
  }

  /**
   * Registers a module and its device, or returns the registered one.
   *
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when an id is invalid, or the device has
   *     50 modules
   */
  public ModuleIdentity registerModule(String deviceId, String moduleId) {
    return registration.module(deviceId, moduleId);
  }

  /** The ids of all devices, in order. */
  public List<String> deviceIds() {
    return core.registry.all().stream().map(RegisteredDevice::id).toList();
  }

  /**
   * Drops a device's connection; its session remains.
   *
   * @return false if it was not connected
   */
  public boolean disconnect(String deviceId) {
    return core.sessions.disconnect(ClientId.device(deviceId));
  }

  /**
   * Sends a cloud-to-device message. It is queued if its device is not connected.
   *
   * @return the outcome, which may take days
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the device is unknown, the message
   *     is larger than 64 KB, or 50 messages are queued
   */
  public CompletableFuture<MessageOutcome> send(String deviceId, CloudMessage message) {
    return core.messages.send(deviceId, message);
  }

  /** The number of unacknowledged cloud-to-device messages of a device. */
  public int waitingMessages(String deviceId) {
    return core.messages.waiting(deviceId);
  }

  /**
   * The device-to-cloud messages of a device and its modules, oldest first. The hub keeps the last
   * ten thousand of all devices, up to 16 MB.
   */
  public List<TelemetryMessage> telemetry(String deviceId) {
    return core.telemetry.of(deviceId);
  }

  /**
   * The number of method calls published to each device, by device id; devices without calls are
   * omitted.
   */
  public SortedMap<String, Long> calls() {
    return core.counters.calls();
  }

  /** All counters since the start, including zeros. */
  public Map<Count, Long> counters() {
    return core.counters.snapshot();
  }

  /** Arms a fault. Faults apply in the order in which they were armed. */
  public void fault(HubFault fault, FaultScope scope) {
    core.faults.arm(fault, scope);
  }

  /** The armed faults, in the order in which they were armed. */
  public List<HubFault> faults() {
    return core.faults.armed();
  }

  /** Removes all faults. */
  public void clearFaults() {
    core.faults.clear();
  }

  /** Enforces the tier's throttles, with full buckets, or lifts them. */
  public void throttles(boolean inForce) {
    core.throttles.inForce(inForce);
  }

  /**
   * Removes devices, jobs, messages, telemetry and faults, resets counters, and closes device
   * connections. Address, policies, certificate authority and clock are unchanged.
   */
  public void reset() {
    core.reset();
  }

  /** Closes all connections and ports. Pending method calls get no answer. */
  @Override
  public void close() {
    listeners.close();
    store.close();
  }

  /**
   * The connection string of a shared access policy. A secret.
   *
   * @throws java.util.NoSuchElementException when the policy does not exist
   */
  public String connectionString(String policy) {
    return connectionStrings.of(policy, Credential.SymmetricKeys::primary);
  }

  /** The connection string with the policy's secondary key. A secret. */
  public String secondaryConnectionString(String policy) {
    return connectionStrings.of(policy, Credential.SymmetricKeys::secondary);
  }

  @Override
  public String toString() {
    return "LocalHub[" + name() + " on " + place.restHost() + "]";
  }
}
