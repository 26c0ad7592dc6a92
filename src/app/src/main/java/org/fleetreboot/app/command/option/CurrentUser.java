package org.fleetreboot.app.command.option;

import org.fleetreboot.app.settings.ProcessEnvironment;

/** Finds the user who gives a command, for its event. */
public final class CurrentUser {
  private CurrentUser() {}

  /** The user that the program runs as. */
  public static String whoever(ProcessEnvironment environment) {
    return environment
        .variable("SUDO_USER")
        .or(() -> environment.variable("USER"))
        .orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
