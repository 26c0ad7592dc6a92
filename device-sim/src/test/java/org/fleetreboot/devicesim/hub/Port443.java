package org.fleetreboot.devicesim.hub;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/** The port of HTTPS, which not every user may listen on. */
final class Port443 {
  private Port443() {}

  /** Starts a hub whose REST API is there too, or skips the test that asks for it. */
  static LocalHub hub(LocalHubBuilder settings) throws IOException {
    try {
      return settings.alsoRestPort(443).start();
    } catch (PortNotAllowed e) {
      return abort("Not run: this user may not listen on port 443.");
    }
  }
}
