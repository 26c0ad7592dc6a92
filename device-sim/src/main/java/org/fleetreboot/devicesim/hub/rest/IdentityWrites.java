package org.fleetreboot.devicesim.hub.rest;

import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.EtagCondition;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.WantedIdentity;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;

/** Writes the identities of devices, and ends the connections that they no longer allow. */
final class IdentityWrites {
  private final DeviceRegistry registry;
  private final DeviceSessions sessions;

  IdentityWrites(DeviceRegistry registry, DeviceSessions sessions) {
    this.registry = registry;
    this.sessions = sessions;
  }

  RegisteredDevice create(String id, WantedIdentity wanted) {
    return registry.create(id, wanted);
  }

  RegisteredDevice update(String id, WantedIdentity wanted, EtagCondition condition) {
    RegisteredDevice device = registry.update(id, wanted, condition);
    if (!wanted.enabled()) {
      device.clients().forEach(sessions::disconnect);
    }
    return device;
  }

  void delete(String id, EtagCondition condition) {
    registry.delete(id, condition).clients().forEach(sessions::remove);
  }
}
