package org.fleetreboot.app.command;

import org.fleetreboot.app.settings.ProcessEnvironment;

/** Who asks, for the event. */
final class CurrentUser {
  private CurrentUser() {}

  /** The user that the program runs as. */
  static String whoever(ProcessEnvironment surroundings) {
    return surroundings
        .variable("SUDO_USER")
        .or(() -> surroundings.variable("USER"))
        .orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
