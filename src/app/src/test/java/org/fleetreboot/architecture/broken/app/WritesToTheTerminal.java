package org.fleetreboot.architecture.broken.app;

/** Breaks the rule that one place writes to the terminal. */
final class WritesToTheTerminal {
  void tell(String reason) {
    System.err.println(reason);
  }
}
