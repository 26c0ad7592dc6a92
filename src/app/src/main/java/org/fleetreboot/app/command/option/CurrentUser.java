package org.fleetreboot.app.command.option;

import java.util.Optional;
import org.fleetreboot.app.identity.Login;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.workflow.Requester;

/** Finds the user who gives a command, for its event. */
public final class CurrentUser {
  private CurrentUser() {}

  /** The login that this process runs as, and for whom sudo says that it does. */
  public static Requester requester(ProcessEnvironment environment) {
    return Requester.login(Login.name()).onBehalfOf(sudoer(environment).orElse(null));
  }

  /** Who typed the command, if it was behind sudo. */
  static Optional<String> sudoer(ProcessEnvironment environment) {
    return environment.variable("SUDO_USER");
  }
}
