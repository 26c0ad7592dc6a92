package org.fleetreboot.devicesim.hub.method;

import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The allowed timeouts of method calls.
 *
 * @param leastResponseSeconds 5 on the real hub; tests may go lower
 */
public record MethodTimeouts(int leastResponseSeconds) {
  private static final int MOST_SECONDS = 300;

  /** The limits of the real hub. */
  public static final MethodTimeouts REAL = new MethodTimeouts(5);

  /** Refuses a call outside these limits with 400004. */
  public void check(MethodCall call) {
    within("responseTimeoutInSeconds", call.responseSeconds(), leastResponseSeconds);
    within("connectTimeoutInSeconds", call.connectSeconds(), 0);
  }

  private static void within(String name, int value, int least) {
    if (value < least || value > MOST_SECONDS) {
      throw HubRefusal.invalid(name + " must be within [" + least + "; " + MOST_SECONDS + "].");
    }
  }
}
