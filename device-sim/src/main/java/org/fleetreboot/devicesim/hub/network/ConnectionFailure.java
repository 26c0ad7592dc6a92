package org.fleetreboot.devicesim.hub.network;

import io.netty.handler.ssl.NotSslRecordException;

/** Describes connection failures without the bytes that the client sent. */
public final class ConnectionFailure {
  private ConnectionFailure() {}

  /**
   * One line for the log. Netty's message contains bytes that are not TLS, which might include a
   * token.
   */
  public static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSslRecordException) {
        return "it did not send TLS";
      }
    }
    return failure.toString();
  }
}
