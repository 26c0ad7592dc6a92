package org.fleetreboot.app.http;

import io.vertx.ext.auth.User;

/**
 * A person who has signed in with a browser.
 *
 * @param formToken a secret in the forms of this person's pages, which no other site's page knows
 */
public record Session(User user, String formToken) {
  /** The person's name, which the journal keeps with what the person orders. */
  public String name() {
    return String.valueOf(user.subject());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Session[" + name() + "]";
  }
}
