package org.fleetreboot.devicesim.hub.fault;

import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** The errors a {@link ServiceFault.Refuses} can answer with. */
public enum FaultyAnswer {
  /** 429 with 429001. */
  TOO_MANY_REQUESTS(HubError.THROTTLED, "Throttled by a fault of the local hub."),
  /** 500 with 500001. */
  SERVER_ERROR(HubError.SERVER_ERROR, "A fault of the local hub."),
  /** 503 with 503001. */
  SERVER_BUSY(HubError.SERVER_BUSY, "Service busy because of a fault of the local hub."),
  /** 400 with 400027. */
  CONNECTED_ELSEWHERE(
      HubError.CONNECTED_ELSEWHERE, "Connection forcefully closed on new connection."),
  /** 404 with 404103. */
  NOT_ONLINE(HubError.DEVICE_NOT_ONLINE, "Timed out waiting for device to connect."),
  /** 504 with 504101. */
  NO_ANSWER(HubError.DEVICE_DID_NOT_ANSWER, "Timed out waiting for the response from device.");

  private final HubError error;
  private final String message;

  FaultyAnswer(HubError error, String message) {
    this.error = error;
    this.message = message;
  }

  /** Whether only methods are answered with this error. */
  boolean isOfMethodsOnly() {
    return switch (this) {
      case CONNECTED_ELSEWHERE, NOT_ONLINE, NO_ANSWER -> true;
      case TOO_MANY_REQUESTS, SERVER_ERROR, SERVER_BUSY -> false;
    };
  }

  public HubRefusal refusal() {
    return HubRefusal.dataPlane(error, message);
  }
}
