package org.fleetreboot.devicesim.hub;

/**
 * A registered device with its credentials.
 *
 * @param connectionString for the device SDKs, with a port unless it is 8883; a secret
 * @param sharedAccessKey the primary key in base64; a secret
 */
public record DeviceIdentity(String id, String connectionString, String sharedAccessKey) {
  @Override
  public String toString() {
    return "DeviceIdentity[" + id + "]";
  }
}
