package org.fleetreboot.devicesim.hub.error;

/**
 * The errors of IoT Hub that this hub reproduces: HTTP status, six-digit code, and the name sent in
 * the header {@code iothub-errorcode}.
 */
public enum HubError {
  ARGUMENT_INVALID(400, 400004, "ArgumentInvalid"),
  CONNECTED_ELSEWHERE(400, 400027, "ConnectionForcefullyClosedOnNewConnection"),
  UNAUTHORIZED(401, 401002, "IotHubUnauthorizedAccess"),
  QUEUE_FULL(403, 403004, "DeviceMaximumQueueDepthExceeded"),
  DEVICE_NOT_FOUND(404, 404001, "DeviceNotFound"),
  JOB_NOT_FOUND(404, 404002, "JobNotFound"),
  MODULE_NOT_FOUND(404, 404010, "ModuleNotFound"),
  DEVICE_NOT_ONLINE(404, 404103, "DeviceNotOnline"),
  /** An operation that this hub does not support. */
  NOT_SUPPORTED(404, 404000, "NotSupportedByLocalHub"),
  DEVICE_ALREADY_EXISTS(409, 409001, "DeviceAlreadyExists"),
  JOB_ALREADY_EXISTS(409, 409104, "JobAlreadyExists"),
  MODULE_ALREADY_EXISTS(409, 409301, "ModuleAlreadyExistsOnDevice"),
  PRECONDITION_FAILED(412, 412001, "PreconditionFailed"),
  MESSAGE_TOO_LARGE(413, 413001, "MessageTooLarge"),
  TOO_MANY_MODULES(413, 413003, "TooManyModulesOnDevice"),
  THROTTLED(429, 429001, "ThrottlingException"),
  TOO_MANY_ACTIVE_JOBS(429, 429004, "ThrottlingMaxActiveJobCountExceeded"),
  SERVER_ERROR(500, 500001, "ServerError"),
  INVALID_DEVICE_RESPONSE(502, 502001, "InvalidDeviceResponse"),
  SERVER_BUSY(503, 503001, "ServiceUnavailable"),
  DEVICE_DID_NOT_ANSWER(504, 504101, "GatewayTimeout");

  private final int status;
  private final int code;
  private final String wireName;

  HubError(int status, int code, String wireName) {
    this.status = status;
    this.code = code;
    this.wireName = wireName;
  }

  /** The HTTP status, which is also the status of a twin answer over MQTT. */
  public int status() {
    return status;
  }

  /** The six-digit code. */
  public int code() {
    return code;
  }

  /** The value of the header {@code iothub-errorcode}. */
  public String wireName() {
    return wireName;
  }
}
