package org.fleetreboot.devicesim.hub.registry;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.twin.Twin;

/** All devices, in the order of their ids. Thread-safe. */
public final class DeviceRegistry {
  private final ConcurrentSkipListMap<String, RegisteredDevice> devices =
      new ConcurrentSkipListMap<>();
  private final AtomicLong generations = new AtomicLong();
  private final InstantSource clock;
  private final Runnable onChange;

  /**
   * An empty registry.
   *
   * @param onChange runs after each change of a device, its twin or its session; must not block
   */
  public DeviceRegistry(InstantSource clock, Runnable onChange) {
    this.clock = clock;
    this.onChange = onChange;
  }

  /** Tells whoever keeps the devices that one has changed. */
  public void changed() {
    onChange.run();
  }

  /** Adds a device, or refuses with 409001 when the id is taken. */
  public RegisteredDevice create(String id, WantedIdentity wanted) {
    RegisteredDevice device = newborn(DeviceId.checked(id), wanted);
    if (devices.putIfAbsent(id, device) != null) {
      throw HubRefusal.registry(HubError.DEVICE_ALREADY_EXISTS, id);
    }
    changed();
    return device;
  }

  /** Finds a device, or adds it with keys made by the hub. */
  public RegisteredDevice findOrCreate(String id) {
    RegisteredDevice known = devices.get(id);
    if (known != null) {
      return known;
    }
    RegisteredDevice device = newborn(DeviceId.checked(id), WantedIdentity.DEFAULT);
    RegisteredDevice raced = devices.putIfAbsent(id, device);
    changed();
    return raced == null ? device : raced;
  }

  /** Puts back a device that was stored. */
  public void restore(RegisteredDevice device) {
    devices.put(device.id(), device);
  }

  /** Changes status, reason and keys; a null key stays as it is. */
  public RegisteredDevice update(String id, WantedIdentity wanted, EtagCondition condition) {
    RegisteredDevice device = require(id);
    device.replaceIdentity(
        old -> {
          condition.check(old.etag());
          return new Identity(
              old.id(),
              old.generationId(),
              newEtag(),
              wanted.enabled(),
              wanted.statusReason(),
              wanted.enabled() == old.enabled() ? old.statusUpdated() : clock.instant(),
              wanted.credentialInPlaceOf(old.credential()));
        });
    changed();
    return device;
  }

  /** Removes a device, its twin and its keys. */
  public void delete(String id, EtagCondition condition) {
    RegisteredDevice device = require(id);
    device.remove(condition, () -> devices.remove(id, device));
    changed();
  }

  /** Removes a device if it is still there, whatever its ETag. */
  public void forget(RegisteredDevice device) {
    devices.remove(device.id(), device);
    changed();
  }

  public Optional<RegisteredDevice> find(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  /** Finds a device or a module. */
  public Optional<RegisteredClient> find(ClientId id) {
    Optional<RegisteredDevice> device = find(id.device());
    String module = id.module();
    return module == null
        ? device.map(found -> found)
        : device.flatMap(found -> Optional.ofNullable(found.module(module)));
  }

  /** Finds a device, or refuses in the shape of the registry (404). */
  public RegisteredDevice require(String id) {
    return find(id).orElseThrow(() -> HubRefusal.registry(HubError.DEVICE_NOT_FOUND, id));
  }

  /** Finds a device or a module, or refuses in the shape of the registry (404). */
  public RegisteredClient require(ClientId id) {
    return find(id)
        .orElseThrow(() -> HubRefusal.registry(HubError.DEVICE_NOT_FOUND, id.toString()));
  }

  /** A live view, in the order of the ids. */
  public Collection<RegisteredDevice> all() {
    return devices.values();
  }

  /** A live view of the devices whose id is greater. */
  public Collection<RegisteredDevice> after(String id) {
    return devices.tailMap(id, false).values();
  }

  private RegisteredDevice newborn(String id, WantedIdentity wanted) {
    String generation =
        Long.toString(clock.millis()) + String.format("%06d", generations.incrementAndGet());
    Identity identity =
        new Identity(
            ClientId.device(id),
            generation,
            newEtag(),
            wanted.enabled(),
            wanted.statusReason(),
            null,
            wanted.credentialInPlaceOf(Credential.SymmetricKeys.random()));
    return new RegisteredDevice(identity, Twin.newborn(clock.instant()));
  }

  private static String newEtag() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
