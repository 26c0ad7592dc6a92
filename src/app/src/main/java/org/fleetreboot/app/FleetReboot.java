package org.fleetreboot.app;

import org.fleetreboot.app.command.CommandTree;
import org.fleetreboot.app.settings.ProcessEnvironment;

/** The program. */
public final class FleetReboot {
  private FleetReboot() {}

  /** Does what the command line asks for, and exits with a code of {@code ExitCode}. */
  public static void main(String... args) {
    // Read once, at the first request: without it the JDK may send a direct method twice.
    System.setProperty("sun.net.http.retryPost", "false");
    // Threads of the SDKs are not daemons, so returning from main does not end the JVM.
    System.exit(CommandTree.execute(ProcessEnvironment.ofThisProcess(), args));
  }
}
