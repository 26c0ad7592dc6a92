package org.fleetreboot.iothub.client;

import org.jspecify.annotations.Nullable;

/**
 * The receiver of a request: a device, or a module on it.
 *
 * @param deviceId the device's id as registered, not URL-encoded
 * @param moduleId the module's id; null for the device itself
 */
public record DeviceAddress(String deviceId, @Nullable String moduleId) {

  /** The device itself. */
  public static DeviceAddress device(String deviceId) {
    return new DeviceAddress(deviceId, null);
  }

  /** Refuses an empty id, because the hub would answer about something else. */
  public DeviceAddress {
    if (deviceId.isEmpty()) {
      throw new IllegalArgumentException("The device id is empty.");
    }
    if (moduleId != null && moduleId.isEmpty()) {
      throw new IllegalArgumentException("The module id is empty; omit it for the device.");
    }
  }

  @Override
  public String toString() {
    return moduleId == null ? "device " + deviceId : "module " + deviceId + "/" + moduleId;
  }
}
