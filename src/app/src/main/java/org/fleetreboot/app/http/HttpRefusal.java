package org.fleetreboot.app.http;

/** A refused request; the message says what to do. */
public final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public HttpRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  public Problem problem() {
    return Problem.of(status, String.valueOf(getMessage()));
  }
}
