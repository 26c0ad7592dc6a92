package org.fleetreboot.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.devicesim.hub.LocalHub;

/** A directory for a program: its routes and settings, and its hub. */
record ProgramDirectory(Path directory, LocalHub hub) {
  private static final String SETTINGS =
      """
      reboot.tier = unlimited
      reboot.tick = 20
      camel.component.reboot.firstPoll = 20ms
      camel.component.reboot.pollEvery = 20ms
      camel.component.reboot.maxFailed = 100%
      """;

  static ProgramDirectory make(Path directory, LocalHub hub, List<RandomChain> chains)
      throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Path home = Path.of(System.getProperty("fleetreboot.home", ""));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(home.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(
        routes.resolve("chains.yaml"),
        chains.stream().map(RandomChain::route).collect(Collectors.joining()));
    Files.writeString(directory.resolve("application.properties"), SETTINGS);
    return new ProgramDirectory(directory, hub);
  }

  ProcessEnvironment environment(PrintStream stream) {
    return new ProcessEnvironment(
        stream,
        stream,
        Map.of(
            "IOTHUB_CONNECTION_STRING",
            hub.serviceConnectionString(),
            "IOTHUB_CA_FILE",
            hub.caFile().toString(),
            "XDG_STATE_HOME",
            directory.resolve("state").toString()),
        directory,
        directory,
        false,
        InstantSource.system());
  }
}
