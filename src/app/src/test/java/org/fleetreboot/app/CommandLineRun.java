package org.fleetreboot.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.app.command.CommandTree;
import org.fleetreboot.app.settings.ProcessEnvironment;

/** Runs one command line in this JVM, in a directory and with variables of its own. */
public final class CommandLineRun {
  /** The project, as seen from the directory of this module. */
  public static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  private final Path directory;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path home = HOME;

  private CommandLineRun(Path directory) {
    this.directory = directory;
    // What this machine remembers of journals is none of a test's.
    variables.put("XDG_STATE_HOME", directory.toAbsolutePath().resolve("state").toString());
  }

  /** The project's routes, in that directory: what they write goes there, and into no sources. */
  public static void copyRoutes(Path directory) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(HOME.resolve("routes"), "*.yaml")) {
      for (Path file : files) {
        String text =
            Files.readString(file).replace("file:results", "file:" + directory.resolve("results"));
        Files.writeString(routes.resolve(file.getFileName()), text);
      }
    }
  }

  public static CommandLineRun in(Path directory) {
    return new CommandLineRun(directory);
  }

  public CommandLineRun with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Where routes/ and application.properties are looked for when the directory has none. */
  public CommandLineRun home(Path other) {
    home = other;
    return this;
  }

  public Result of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    err.reset();
    ProcessEnvironment environment =
        new ProcessEnvironment(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            directory,
            home,
            false,
            InstantSource.system());
    int exit = CommandTree.execute(environment, args);
    return new Result(exit, out.toString(StandardCharsets.UTF_8), err());
  }

  /** What the command line has written to stderr so far. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What a command left behind. */
  public record Result(int exit, String out, String err) {
    /** The only line of stderr, without what every line begins with; a busy machine may wait. */
    public String sentence() {
      String[] lines =
          err.replaceFirst("fleet-reboot: waiting for the hub .*\\R", "").strip().split("\\R", -1);
      if (lines.length != 1 || !lines[0].startsWith("fleet-reboot: ")) {
        throw new AssertionError("Not one sentence on stderr:\n" + err);
      }
      return lines[0].substring("fleet-reboot: ".length());
    }
  }
}
