package org.fleetreboot.iothub.client;

import org.jspecify.annotations.Nullable;

/**
 * An operation of the hub that failed. The message names the operation, the device and what the
 * failure means; it holds no secret.
 */
public class IotHubOperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final Delivery delivery;
  private final @Nullable Integer statusCode;
  private final @Nullable Integer errorCode;

  /**
   * A failure as the hub or the transport told it.
   *
   * @param statusCode the HTTP status; null when there was no answer
   * @param errorCode the hub's six-digit code; null when the answer had none
   */
  public IotHubOperationException(
      String message,
      FailureKind kind,
      Delivery delivery,
      @Nullable Integer statusCode,
      @Nullable Integer errorCode,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.delivery = delivery;
    this.statusCode = statusCode;
    this.errorCode = errorCode;
  }

  /** What went wrong. */
  public FailureKind kind() {
    return kind;
  }

  /** Whether the request reached its receiver. */
  public Delivery delivery() {
    return delivery;
  }

  /** The HTTP status; null when there was no answer. */
  public @Nullable Integer statusCode() {
    return statusCode;
  }

  /** The hub's six-digit code, such as 404103; null when the answer had none. */
  public @Nullable Integer errorCode() {
    return errorCode;
  }
}
