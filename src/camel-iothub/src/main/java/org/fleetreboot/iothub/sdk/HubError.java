package org.fleetreboot.iothub.sdk;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadGatewayException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubGatewayTimeoutException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubInternalServerErrorException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubServerBusyException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubTooManyDevicesException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubTooManyRequestsException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import java.util.Map;
import org.fleetreboot.iothub.client.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An error that the hub answered.
 *
 * @param statusCode the HTTP status; null when the SDK swallowed it, as it does for a status
 *     without an exception of its own and without a body
 * @param errorCode the six-digit code; null when the body had none
 */
record HubError(@Nullable Integer statusCode, @Nullable Integer errorCode) {

  /** The argument is invalid, such as a timeout out of range. */
  private static final int ARGUMENT_INVALID = 400004;

  /** The device connected anew while the call was under way, as a fast reboot does. */
  private static final int CONNECTED_ANEW = 400027;

  private static final int DEVICE_NOT_ONLINE = 404103;

  /** The SDK picks the class by the HTTP status alone, and keeps the status nowhere else. */
  private static final Map<Class<? extends IotHubException>, Integer> STATUS_BY_CLASS =
      Map.ofEntries(
          Map.entry(IotHubBadFormatException.class, 400),
          Map.entry(IotHubUnauthorizedException.class, 401),
          Map.entry(IotHubTooManyDevicesException.class, 403),
          Map.entry(IotHubNotFoundException.class, 404),
          Map.entry(IotHubConflictException.class, 409),
          Map.entry(IotHubPreconditionFailedException.class, 412),
          Map.entry(IotHubTooManyRequestsException.class, 429),
          Map.entry(IotHubInternalServerErrorException.class, 500),
          Map.entry(IotHubBadGatewayException.class, 502),
          Map.entry(IotHubServerBusyException.class, 503),
          Map.entry(IotHubGatewayTimeoutException.class, 504));

  /** Without a six-digit code in the body, the SDK gives the HTTP status as the code. */
  static HubError of(IotHubException answer) {
    int code = answer.getErrorCode();
    Integer sixDigits = code >= 100_000 ? Integer.valueOf(code) : null;
    Integer status = STATUS_BY_CLASS.get(answer.getClass());
    if (status == null && code > 0) {
      status = sixDigits == null ? code : code / 1000;
    }
    return new HubError(status, sixDigits);
  }

  private boolean hasCode(int code) {
    return errorCode != null && errorCode == code;
  }

  private int status() {
    return statusCode == null ? 0 : statusCode;
  }

  FailureKind kind() {
    return switch (status()) {
      // Not "malformed": the same request is fine a moment later.
      case 400 -> hasCode(CONNECTED_ANEW) ? FailureKind.other : FailureKind.badRequest;
      case 401 -> FailureKind.unauthorized;
      case 403 -> FailureKind.forbidden;
      case 404 -> hasCode(DEVICE_NOT_ONLINE) ? FailureKind.notOnline : FailureKind.notFound;
      case 413 -> FailureKind.tooLarge;
      case 429 -> FailureKind.throttled;
      case 500, 502, 503 -> FailureKind.serverError;
      case 504 -> FailureKind.timeout;
      default -> FailureKind.other;
    };
  }

  /**
   * Whether the hub refuses before it passes anything on: a positive list. A 404, 404103 included,
   * is not on it: a device that drops its connection while it takes the call looks the same.
   */
  boolean provesRefusal() {
    return switch (status()) {
      case 401, 403, 413, 429 -> true;
      case 400 -> hasCode(ARGUMENT_INVALID);
      default -> false;
    };
  }

  String meaning() {
    String what =
        switch (kind()) {
          case throttled -> "the hub is throttling";
          case unauthorized -> "the hub does not accept the credential";
          case forbidden -> "the credential does not allow it, or the hub's quota is used up";
          case notFound -> "the hub does not know it";
          case notOnline -> "the device is not connected, or does not listen for methods";
          case badRequest -> "the hub finds the request malformed";
          case tooLarge -> "the payload is over the hub's limit";
          case serverError -> "the hub is in trouble";
          case timeout -> "no answer in time";
          default ->
              hasCode(CONNECTED_ANEW)
                  ? "the device connected anew meanwhile"
                  : "the hub answered with an error";
        };
    Integer code = errorCode == null ? statusCode : errorCode;
    return code == null ? what : what + " (" + code + ")";
  }
}
