package org.fleetreboot.devicesim.hub;

import java.util.Map;

/**
 * A device to be registered.
 *
 * @param id 1 to 128 characters that IoT Hub allows
 * @param tags strings, numbers, booleans, lists and maps; merged into existing tags
 */
public record NewDevice(String id, Map<String, ?> tags) {
  public NewDevice {
    tags = Map.copyOf(tags);
  }

  /** A device without tags. */
  public NewDevice(String id) {
    this(id, Map.of());
  }
}
