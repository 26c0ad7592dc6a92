package org.fleetreboot.iothub.sdk;

import org.fleetreboot.iothub.client.FailureKind;

/** The request could not be created, so it was not sent. The message completes "…, because ". */
final class UnsendableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  UnsendableException(FailureKind kind, String reason, Exception cause) {
    super(reason, cause);
    this.kind = kind;
  }

  FailureKind kind() {
    return kind;
  }
}
