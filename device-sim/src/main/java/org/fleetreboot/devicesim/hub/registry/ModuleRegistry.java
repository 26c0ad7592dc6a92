package org.fleetreboot.devicesim.hub.registry;

import java.time.InstantSource;
import java.util.Collection;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.twin.Twin;

/** The modules on the devices of a registry. Thread-safe. */
public final class ModuleRegistry {
  private final DeviceRegistry devices;
  private final IdentityFactory identities;
  private final InstantSource clock;

  public ModuleRegistry(DeviceRegistry devices, InstantSource clock) {
    this.devices = devices;
    this.identities = new IdentityFactory(clock);
    this.clock = clock;
  }

  /** Adds a module, or refuses: its device is unknown, its id is taken, or there are too many. */
  public RegisteredClient create(String device, String module, IdentityRequest wanted) {
    ClientId id = ClientId.module(device, DeviceId.checkedModule(module));
    RegisteredClient created =
        new RegisteredClient(identities.first(id, wanted), Twin.initial(clock.instant()));
    devices.require(device).add(module, created);
    devices.changed();
    return created;
  }

  /** Finds a module, or adds it with generated keys; its device must exist. */
  public RegisteredClient findOrCreate(String device, String module) {
    ClientId id = ClientId.module(device, module);
    try {
      return devices.find(id).orElseGet(() -> create(device, module, IdentityRequest.DEFAULT));
    } catch (HubRefusal refusal) {
      if (refusal.error() == HubError.MODULE_ALREADY_EXISTS) {
        // Another thread was first.
        return devices.require(id);
      }
      throw refusal;
    }
  }

  /** Replaces the identity of a module. */
  public RegisteredClient update(
      String device, String module, IdentityRequest wanted, IfMatch condition) {
    RegisteredClient known = devices.require(ClientId.module(device, module));
    known.replaceIdentity(
        old -> {
          condition.check(old.etag());
          return identities.next(old, wanted);
        });
    devices.changed();
    return known;
  }

  /** Removes a module, its twin and its keys. */
  public void delete(String device, String module, IfMatch condition) {
    RegisteredDevice owner = devices.require(device);
    devices.require(ClientId.module(device, module)).remove(condition, () -> owner.taken(module));
    devices.changed();
  }

  public RegisteredClient get(String device, String module) {
    return devices.require(ClientId.module(device, module));
  }

  /** A live view of the modules on a device, ordered by id. */
  public Collection<RegisteredClient> on(String device) {
    return devices.require(device).modules();
  }
}
