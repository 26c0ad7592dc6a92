package org.fleetreboot.devicesim.hub.registry;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.twin.Twin;

/** All devices, ordered by id. Thread-safe. */
public final class DeviceRegistry {
  private final ConcurrentSkipListMap<String, RegisteredDevice> devices =
      new ConcurrentSkipListMap<>();
  private final IdentityFactory identities;
  private final InstantSource clock;
  private final Runnable onChange;

  /**
   * An empty registry.
   *
   * @param onChange called after each change of a device, its twin or its session; must not block
   */
  public DeviceRegistry(InstantSource clock, Runnable onChange) {
    this.clock = clock;
    this.identities = new IdentityFactory(clock);
    this.onChange = onChange;
  }

  /** Notifies the store that a device has changed. */
  public void changed() {
    onChange.run();
  }

  /** Adds a device, or refuses a duplicate id with 409001. */
  public RegisteredDevice create(String id, IdentityRequest wanted) {
    RegisteredDevice device = newDevice(DeviceId.checked(id), wanted);
    if (devices.putIfAbsent(id, device) != null) {
      throw HubRefusal.registry(
          HubError.DEVICE_ALREADY_EXISTS, "A device with ID '" + id + "' is already registered.");
    }
    changed();
    return device;
  }

  /** Finds a device, or adds it with generated keys. */
  public RegisteredDevice findOrCreate(String id) {
    RegisteredDevice known = devices.get(id);
    if (known != null) {
      return known;
    }
    RegisteredDevice device = newDevice(DeviceId.checked(id), IdentityRequest.DEFAULT);
    RegisteredDevice raced = devices.putIfAbsent(id, device);
    changed();
    return raced == null ? device : raced;
  }

  /** Restores a device or, after its device, a module. */
  public void restore(Identity identity, Twin twin) {
    String module = identity.id().module();
    if (module == null) {
      devices.put(identity.id().device(), new RegisteredDevice(identity, twin));
    } else {
      require(identity.id().device()).add(module, new RegisteredClient(identity, twin));
    }
  }

  /** Replaces the identity of a device. */
  public RegisteredDevice update(String id, IdentityRequest wanted, IfMatch condition) {
    RegisteredDevice device = require(id);
    device.replaceIdentity(
        old -> {
          condition.check(old.etag());
          return identities.next(old, wanted);
        });
    changed();
    return device;
  }

  /** Removes a device with its modules, twins and keys; returns what was removed. */
  public RegisteredDevice delete(String id, IfMatch condition) {
    RegisteredDevice device = require(id);
    device.remove(condition, () -> devices.remove(id, device));
    changed();
    return device;
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
    return find(id).orElseThrow(() -> HubRefusal.registry(missing(id), id.toString()));
  }

  /** The error for a client that {@link #find(ClientId)} does not find. */
  public HubError missing(ClientId id) {
    return id.module() != null && devices.containsKey(id.device())
        ? HubError.MODULE_NOT_FOUND
        : HubError.DEVICE_NOT_FOUND;
  }

  /** A live view, ordered by id. */
  public Collection<RegisteredDevice> all() {
    return devices.values();
  }

  /** A live view of the devices with a greater id. */
  public Collection<RegisteredDevice> after(String id) {
    return devices.tailMap(id, false).values();
  }

  private RegisteredDevice newDevice(String id, IdentityRequest wanted) {
    return new RegisteredDevice(
        identities.first(ClientId.device(id), wanted), Twin.initial(clock.instant()));
  }
}
