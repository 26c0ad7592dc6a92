package org.fleetreboot.app.hub;

import java.time.Duration;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.iothub.sdk.HttpTimeouts;
import org.fleetreboot.iothub.sdk.TokenAuthorization;

/**
 * How long requests to a hub may take in total: the SDK connects a second time if the first
 * connection gave no answer, and would take twice its own timeouts.
 *
 * @param silence after how much silence the user is told what the program waits for
 * @param check for one twin, to find out whether the hub is usable
 * @param page for a page of twins
 */
public record HubTimeouts(Duration silence, Duration check, Duration page) {
  static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** A healthy hub answers in less than a second. */
  static HubTimeouts with(HubAccess access) {
    // Includes signing in, which has a limit of its own.
    Duration signIn = access.policy() == null ? TokenAuthorization.PATIENCE : Duration.ZERO;
    return new HubTimeouts(
        Duration.ofSeconds(3),
        signIn.plusSeconds(15),
        signIn.plus(TIMEOUTS.connect()).plus(TIMEOUTS.read()));
  }
}
