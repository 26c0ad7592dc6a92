package org.fleetreboot.iothub.client;

import org.jspecify.annotations.Nullable;

/** Nothing was sent, by our own decision: it was too late, or no slot was free. */
public class NotSentException extends IotHubOperationException {

  private static final long serialVersionUID = 1L;

  /** The message says why, and that nothing was sent. */
  public NotSentException(String message, @Nullable Throwable cause) {
    super(message, FailureKind.notSent, Delivery.notDelivered, null, null, cause);
  }
}
