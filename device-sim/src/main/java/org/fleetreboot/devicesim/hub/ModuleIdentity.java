package org.fleetreboot.devicesim.hub;

/**
 * A registered module, with what it needs to connect.
 *
 * @param connectionString as the device SDKs take it, with a port only where it is not 8883; a
 *     secret
 * @param sharedAccessKey the primary key in base64; a secret
 */
public record ModuleIdentity(
    String deviceId, String id, String connectionString, String sharedAccessKey) {
  @Override
  public String toString() {
    return "ModuleIdentity[" + deviceId + "/" + id + "]";
  }
}
