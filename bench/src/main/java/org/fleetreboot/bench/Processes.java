package org.fleetreboot.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program's command line, as a process on this class path in a small JVM. */
final class Processes {
  /** For a process whose start takes longer than its work. */
  static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

  private Processes() {}

  /**
   * Creates the process. It remembers its journals in that directory: another hub on the same port,
   * of a killed benchmark, is not the same hub.
   *
   * @param flags of its JVM
   * @param output the file that gets both of its outputs
   */
  static ProcessBuilder of(Path directory, Path output, List<String> flags, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Dsun.net.http.retryPost=false");
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.fleetreboot.app.FleetReboot"));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    return builder;
  }
}
