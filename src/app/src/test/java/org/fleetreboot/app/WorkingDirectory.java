package org.fleetreboot.app;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory as an operator has one: with routes of its own. */
public final class WorkingDirectory {
  private WorkingDirectory() {}

  /** The project's workflow, and the chain {@code quick}. */
  public static void withQuickChain(Path directory) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    URL chain = WorkingDirectory.class.getResource("/quick-routes/quick.yaml");
    if (chain == null) {
      throw new IOException("quick.yaml is not on the class path");
    }
    try (var in = chain.openStream()) {
      Files.copy(in, routes.resolve("quick.yaml"));
    }
  }
}
