package org.fleetreboot.app.settings;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.terminal.EscapingStream;
import org.fleetreboot.app.terminal.StandardError;
import org.fleetreboot.app.terminal.StandardOutput;

/**
 * The environment of a process: streams, variables, directories, a clock. Commands use this instead
 * of the JVM's, so that tests can replace it.
 *
 * @param out for results; never for logs or progress
 * @param err for progress and errors
 * @param variables the environment variables
 * @param workingDirectory absolute
 * @param home the directory of the project, which contains routes/ and application.properties
 * @param isTerminal whether stdout is a terminal
 */
public record ProcessEnvironment(
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    Path workingDirectory,
    Path home,
    boolean isTerminal,
    InstantSource clock) {

  /** The environment of this process. */
  public static ProcessEnvironment ofThisProcess() {
    Path workingDirectory = Path.of("").toAbsolutePath();
    String home = System.getProperty("fleetreboot.home");
    return new ProcessEnvironment(
        StandardOutput.ofThisProcess(),
        StandardError.ofThisProcess(),
        System.getenv(),
        workingDirectory,
        home == null ? workingDirectory : Path.of(home),
        Boolean.getBoolean("fleetreboot.terminal"),
        InstantSource.system());
  }

  /** The same with streams for external text, whose control characters have no effect. */
  public ProcessEnvironment withVisibleText() {
    return new ProcessEnvironment(
        new EscapingStream(out),
        new EscapingStream(err),
        variables,
        workingDirectory,
        home,
        isTerminal,
        clock);
  }

  /** The value of an environment variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * A file or directory with that name in the working directory; if there is none, the project's.
   */
  public Path find(String name) {
    Path here = workingDirectory.resolve(name);
    return Files.exists(here) ? here : home.resolve(name);
  }

  /** A path as typed by a person. */
  public Path resolve(String path) {
    return workingDirectory.resolve(path).normalize();
  }
}
