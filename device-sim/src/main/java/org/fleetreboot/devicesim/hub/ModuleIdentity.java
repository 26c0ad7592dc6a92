package org.fleetreboot.devicesim.hub;

/**
 * A registered module with its credentials.
 *
 * @param connectionString for the device SDKs, with a port unless it is 8883; a secret
 * @param sharedAccessKey the primary key in base64; a secret
 */
public record ModuleIdentity(
    String deviceId, String id, String connectionString, String sharedAccessKey) {
  @Override
  public String toString() {
    return "ModuleIdentity[" + deviceId + "/" + id + "]";
  }
}
