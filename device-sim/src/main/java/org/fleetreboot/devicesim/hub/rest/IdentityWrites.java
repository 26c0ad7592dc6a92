package org.fleetreboot.devicesim.hub.rest;

import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IdentityRequest;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.ModuleRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;

/**
 * Writes the identities of devices and modules, and closes connections that are no longer allowed.
 */
public final class IdentityWrites {
  private final DeviceRegistry devices;
  private final ModuleRegistry modules;
  private final DeviceSessions sessions;

  public IdentityWrites(DeviceRegistry devices, ModuleRegistry modules, DeviceSessions sessions) {
    this.devices = devices;
    this.modules = modules;
    this.sessions = sessions;
  }

  public RegisteredClient create(ClientId id, IdentityRequest wanted) {
    String module = id.module();
    return module == null
        ? devices.create(id.device(), wanted)
        : modules.create(id.device(), module, wanted);
  }

  public RegisteredClient update(ClientId id, IdentityRequest wanted, IfMatch condition) {
    String module = id.module();
    if (module != null) {
      return modules.update(id.device(), module, wanted, condition);
    }
    RegisteredDevice device = devices.update(id.device(), wanted, condition);
    if (!wanted.enabled()) {
      device.clients().forEach(sessions::disconnect);
    }
    return device;
  }

  public void delete(ClientId id, IfMatch condition) {
    String module = id.module();
    if (module == null) {
      devices.delete(id.device(), condition).clients().forEach(sessions::remove);
    } else {
      modules.delete(id.device(), module, condition);
      sessions.remove(id);
    }
  }
}
