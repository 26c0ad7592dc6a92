package org.fleetreboot.app.command;

import org.fleetreboot.app.settings.Surroundings;

/** Who asks, for the event. */
final class By {
  private By() {}

  /** The user that the program runs as. */
  static String whoever(Surroundings surroundings) {
    return surroundings
        .variable("SUDO_USER")
        .or(() -> surroundings.variable("USER"))
        .orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
