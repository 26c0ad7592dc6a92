package org.fleetreboot.app.command;

import org.fleetreboot.app.logging.Log;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option {@code --verbose}: shows the libraries' log, and stack traces of errors. */
final class Verbosity {
  static final String MIXIN = "verbosity";

  private boolean verbose;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log more to stderr, and print the stack trace of an error.")
  void setVerbose(boolean verbose) {
    this.verbose = verbose;
    if (verbose) {
      Log.verbose();
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  static boolean isVerbose(CommandLine command) {
    return command.getMixins().get(MIXIN) instanceof Verbosity verbosity && verbosity.isVerbose();
  }
}
