package org.fleetreboot.devicesim.hub;

import java.io.IOException;

/** A port below 1024 on which this process may not listen; the message explains the remedy. */
final class PortNotAllowed extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int FIRST_UNPRIVILEGED = 1024;

  PortNotAllowed(int port, Throwable cause) {
    super(
        "Port "
            + port
            + " needs a privilege that this process does not have; run it as root, or allow the"
            + " port with 'sudo sysctl net.ipv4.ip_unprivileged_port_start="
            + port
            + "', or choose a port from "
            + FIRST_UNPRIVILEGED
            + " on",
        cause);
  }

  /** Whether binding failed for this reason; Java has no specific exception for it. */
  static boolean explains(Throwable failure, int port) {
    return port > 0
        && port < FIRST_UNPRIVILEGED
        && String.valueOf(failure.getMessage()).contains("Permission denied");
  }
}
