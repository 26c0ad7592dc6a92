package org.fleetreboot.devicesim.device;

/** The hub permanently refuses a device. */
public final class ConnectionRefused extends Exception {

  private static final long serialVersionUID = 1;

  public ConnectionRefused(String deviceId, String reason) {
    super(message(deviceId, reason));
  }

  public ConnectionRefused(String deviceId, Throwable cause) {
    super(message(deviceId, cause.toString()), cause);
  }

  private static String message(String deviceId, String reason) {
    return "device '"
        + deviceId
        + "' cannot connect to its hub and stays offline ("
        + reason
        + "); check that it is registered, enabled and has this key, and that the hub's certificate"
        + " is trusted";
  }
}
