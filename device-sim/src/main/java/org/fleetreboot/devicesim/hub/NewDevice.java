package org.fleetreboot.devicesim.hub;

import java.util.Map;

/**
 * A device to register.
 *
 * @param id 1 to 128 of the characters that IoT Hub allows
 * @param tags plain values: strings, numbers, booleans, lists, maps; merged into those it has
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
