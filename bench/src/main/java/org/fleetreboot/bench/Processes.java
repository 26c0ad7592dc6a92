package org.fleetreboot.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program's own command line, as a process on this class path. */
final class Processes {
  private Processes() {}

  static ProcessBuilder of(Path directory, Path output, String... words) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(
        List.of(
            "-Dsun.net.http.retryPost=false",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.fleetreboot.app.FleetReboot"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
  }
}
