package org.fleetreboot.workflow.run;

import org.jspecify.annotations.Nullable;

/**
 * A device that a run is sent.
 *
 * @param hub the name of its hub; null, in a request, for the only hub of the program
 */
public record Target(@Nullable String hub, String device) {
  /** A device of the only hub. */
  public static Target of(String device) {
    return new Target(null, device);
  }

  /** How people see it: {@code north/pump-1}, or {@code pump-1} if its hub is not named. */
  public String text() {
    return hub == null ? device : hub + "/" + device;
  }
}
