package org.fleetreboot.app.api;

/** A refused request; the message says what to do. */
final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;

  ApiRefusal(int status, String message) {
    super(message);
    this.status = status;
  }
}
