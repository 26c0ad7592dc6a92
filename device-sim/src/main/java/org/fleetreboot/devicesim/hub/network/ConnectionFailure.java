package org.fleetreboot.devicesim.hub.network;

import io.netty.handler.ssl.NotSslRecordException;

/** Why a connection broke, without what its client sent. */
public final class ConnectionFailure {
  private ConnectionFailure() {}

  /**
   * One line for the log. Netty's own text quotes bytes that are no TLS: a token may be in them.
   */
  public static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSslRecordException) {
        return "what it sent is not TLS";
      }
    }
    return failure.toString();
  }
}
