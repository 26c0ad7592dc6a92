package org.fleetreboot.app.program;

import java.time.Duration;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.iothub.sdk.HttpTimeouts;
import org.fleetreboot.iothub.sdk.TokenAuthorization;

/**
 * How long a hub may take. Each bound is for the whole request: the SDK connects a second time when
 * the first connection gave no answer, and so would take twice its own timeouts.
 *
 * @param silence after how much silence a person is told what is waited for
 * @param check for one twin, by which it is known whether the hub can be worked with
 * @param page for a page of twins
 */
record HubTimeouts(Duration silence, Duration check, Duration page) {
  static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** A hub that is well answers in less than a second. */
  static HubTimeouts with(HubAccess access) {
    // To sign in comes first, and has a bound of its own.
    Duration signIn = access.policy() == null ? TokenAuthorization.PATIENCE : Duration.ZERO;
    return new HubTimeouts(
        Duration.ofSeconds(3),
        signIn.plusSeconds(15),
        signIn.plus(TIMEOUTS.connect()).plus(TIMEOUTS.read()));
  }
}
