package org.fleetreboot.app.identity;

/** A token proves nobody; the message says why and what to do, without the token. */
public final class AuthenticationFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AuthenticationFailed(String message) {
    super(message);
  }
}
