package org.fleetreboot.devicesim.device;

import java.util.Map;

/**
 * A device's credentials, read from {@code HostName=…;DeviceId=…;SharedAccessKey=…}.
 *
 * @param sharedAccessKey in Base64, as registered at the hub
 */
public record DeviceConnectionString(String hostName, String deviceId, String sharedAccessKey) {

  /**
   * Reads a connection string as the Azure portal shows it.
   *
   * @throws IllegalArgumentException if a part is missing; the message names it and no secret
   */
  public static DeviceConnectionString parse(String text) {
    Map<String, String> parts = ConnectionStringParts.of(text);
    return new DeviceConnectionString(
        required(parts, "HostName"),
        required(parts, "DeviceId"),
        required(parts, "SharedAccessKey"));
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the device connection string has no " + name);
    }
    return value;
  }

  /** Never prints the key. */
  @Override
  public String toString() {
    return "HostName=" + hostName + ";DeviceId=" + deviceId;
  }
}
