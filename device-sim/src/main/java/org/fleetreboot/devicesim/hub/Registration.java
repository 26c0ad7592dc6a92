package org.fleetreboot.devicesim.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.ModuleRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.twin.TagMerge;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/** Registers devices and modules in process. Thread-safe. */
record Registration(
    DeviceRegistry devices, ModuleRegistry modules, Twins twins, ConnectionStrings strings) {
  DeviceIdentity device(String id, Map<String, ?> tags) {
    RegisteredDevice device = devices.findOrCreate(id);
    ObjectNode wanted = Json.fromMap(tags);
    ObjectNode known = device.twin().tags();
    if (!TagMerge.merged(known, wanted).equals(known)) {
      twins.patch(ClientId.device(id), TwinPatch.ofTags(wanted), IfMatch.NONE);
    }
    return strings.of(device);
  }

  ModuleIdentity module(String deviceId, String moduleId) {
    devices.findOrCreate(deviceId);
    return strings.of(deviceId, modules.findOrCreate(deviceId, moduleId).identity());
  }
}
