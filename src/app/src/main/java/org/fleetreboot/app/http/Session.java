package org.fleetreboot.app.http;

import org.fleetreboot.app.identity.Caller;

/**
 * A person who has signed in with a browser.
 *
 * @param formToken a secret in the forms of this person's pages, which no other site's page knows
 */
public record Session(Caller caller, String formToken) {
  /** The person's name. */
  public String name() {
    return caller.name();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Session[" + name() + "]";
  }
}
