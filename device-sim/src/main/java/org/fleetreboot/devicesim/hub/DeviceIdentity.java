package org.fleetreboot.devicesim.hub;

/**
 * A registered device, with what it needs to connect.
 *
 * @param connectionString as the device SDKs take it, with a port only where it is not 8883; a
 *     secret
 * @param sharedAccessKey the primary key in base64; a secret
 */
public record DeviceIdentity(String id, String connectionString, String sharedAccessKey) {
  @Override
  public String toString() {
    return "DeviceIdentity[" + id + "]";
  }
}
