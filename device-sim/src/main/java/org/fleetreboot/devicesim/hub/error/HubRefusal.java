package org.fleetreboot.devicesim.hub.error;

import java.time.Duration;
import java.util.Map;

/**
 * A request that the hub refuses with an error response. Has no stack trace, because it is not a
 * program failure.
 */
public final class HubRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The shapes of an error body that the real hub writes. */
  public enum Shape {
    /** JSON text inside the {@code Message} string: methods and twins. */
    DATA_PLANE,
    /** {@code ErrorCode:<name>;<detail>}: the registry and authorization. */
    REGISTRY,
    /** The JSON itself, without anything around it: module identities. */
    PLAIN
  }

  private final HubError error;
  private final Shape shape;
  private final transient Map<String, String> details;
  private final Duration retryAfter;

  private HubRefusal(
      HubError error,
      Shape shape,
      String message,
      Map<String, String> details,
      Duration retryAfter) {
    super(message, null, false, false);
    this.error = error;
    this.shape = shape;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** A refusal in the shape of methods and twins. */
  public static HubRefusal dataPlane(HubError error, String message) {
    return new HubRefusal(error, Shape.DATA_PLANE, message, Map.of(), Duration.ZERO);
  }

  /** A refusal in the shape of methods and twins, with entries for its {@code info} object. */
  public static HubRefusal dataPlane(HubError error, String message, Map<String, String> details) {
    return new HubRefusal(error, Shape.DATA_PLANE, message, Map.copyOf(details), Duration.ZERO);
  }

  /** A refusal in the shape of the registry. */
  public static HubRefusal registry(HubError error, String detail) {
    return new HubRefusal(error, Shape.REGISTRY, detail, Map.of(), Duration.ZERO);
  }

  /** Too many requests (429001); retry later. */
  public static HubRefusal throttled(String message, Duration retryAfter) {
    return new HubRefusal(HubError.THROTTLED, Shape.DATA_PLANE, message, Map.of(), retryAfter);
  }

  /** An argument that no retry will make valid (400004). */
  public static HubRefusal invalid(String message) {
    return dataPlane(HubError.ARGUMENT_INVALID, message);
  }

  /** The same refusal in another shape: each part of the hub uses one shape for all errors. */
  public HubRefusal in(Shape other) {
    return new HubRefusal(error, other, text(), details, retryAfter);
  }

  public HubError error() {
    return error;
  }

  public Shape shape() {
    return shape;
  }

  /** The text of the refusal; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** When to retry; zero if unknown. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** The entries of the {@code info} object in a data plane body. */
  public Map<String, String> details() {
    return details;
  }
}
