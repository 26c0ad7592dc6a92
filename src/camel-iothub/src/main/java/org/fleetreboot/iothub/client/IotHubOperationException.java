package org.fleetreboot.iothub.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failed operation of the hub. The message names the operation, the device and what the failure
 * means; it contains no secret.
 */
public class IotHubOperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final Delivery delivery;
  private final @Nullable Integer statusCode;
  private final @Nullable Integer errorCode;
  private final @Nullable Duration retryAfter;

  /** A failure without a time at which to retry. */
  public IotHubOperationException(
      String message,
      FailureKind kind,
      Delivery delivery,
      @Nullable Integer statusCode,
      @Nullable Integer errorCode,
      @Nullable Throwable cause) {
    this(message, kind, delivery, statusCode, errorCode, null, cause);
  }

  /**
   * A failure reported by the hub or the transport.
   *
   * @param statusCode the HTTP status; null if there was no answer
   * @param errorCode the hub's six-digit code; null if the answer had none
   * @param retryAfter how long the hub asks to wait; null if it does not say
   */
  public IotHubOperationException(
      String message,
      FailureKind kind,
      Delivery delivery,
      @Nullable Integer statusCode,
      @Nullable Integer errorCode,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.delivery = delivery;
    this.statusCode = statusCode;
    this.errorCode = errorCode;
    this.retryAfter = retryAfter;
  }

  /** What went wrong. */
  public FailureKind kind() {
    return kind;
  }

  /** Whether the request reached its receiver. */
  public Delivery delivery() {
    return delivery;
  }

  /** The HTTP status; null if there was no answer. */
  public @Nullable Integer statusCode() {
    return statusCode;
  }

  /** The hub's six-digit code, such as 404103; null if the answer had none. */
  public @Nullable Integer errorCode() {
    return errorCode;
  }

  /** How long the hub asks to wait; null if it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
