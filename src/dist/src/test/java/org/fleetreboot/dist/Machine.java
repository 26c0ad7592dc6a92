package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine on which somebody installs the release: it has a shell, the few commands that every
 * system has, and what Java a test gives it. Its folders have a space in their names.
 */
final class Machine {
  private static final List<String> COMMANDS =
      List.of("sh", "dirname", "readlink", "sed", "locale");

  private static final String NAME = System.getProperty("release.name");

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Path root;
  private final Path release;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private String path;

  private Machine(Path root) {
    this.root = root;
    path = root.resolve("bin").toString();
    release = root.resolve(NAME);
  }

  /** A machine with the archive of the release unpacked, and without any Java. */
  static Machine withArchive(Path folder) throws IOException, InterruptedException {
    Machine machine = bare(folder);
    Path archive = TARGET.resolve(NAME + ".tar.gz");
    ProcessBuilder tar = new ProcessBuilder("tar", "xzf", archive.toString());
    assertThat(tar.directory(machine.root.toFile()).inheritIO().start().waitFor()).isZero();
    machine.keepJava();
    return machine;
  }

  /** A machine with what starts the release, and none of its libraries. */
  static Machine withScripts(Path folder) throws IOException {
    Machine machine = bare(folder);
    Path unpacked = TARGET.resolve(NAME).resolve(NAME);
    for (String file : List.of("bin/fleet-reboot", "lib/launch.sh")) {
      Path copy = machine.release.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(unpacked.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createFile(machine.release.resolve("lib/fleet-reboot-app-1.jar"));
    Files.createDirectory(machine.release.resolve("ext"));
    machine.keepJava();
    return machine;
  }

  private static Machine bare(Path folder) throws IOException {
    Machine machine = new Machine(folder.resolve("a machine"));
    for (String command : COMMANDS) {
      machine.command(command);
    }
    return machine;
  }

  /** Its folder jvm/ is where systems keep their Javas; those of the real machine do not count. */
  private void keepJava() throws IOException {
    Path script = release.resolve("lib/launch.sh");
    String places = "'" + root.resolve("jvm") + "'/";
    Files.writeString(script, Files.readString(script).replace("/usr/lib/jvm/", places));
  }

  Path release() {
    return release;
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** Puts a program with that text on the machine, such as a Java that tells how it was started. */
  Path program(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Has that command of the system. */
  void command(String name) throws IOException {
    program("bin/" + name, "#!/bin/sh\nexec /usr/bin/%s \"$@\"\n".formatted(name));
  }

  /** Adds the commands of another folder. */
  void addToPath(Path folder) {
    path += ":" + folder;
  }

  Machine with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Runs bin/fleet-reboot in that folder, until it ends. */
  Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(folder, release.resolve("bin/fleet-reboot"), arguments);
  }

  Answer run(Path folder, Path script, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "out", ".txt");
    Path err = Files.createTempFile(root, "err", ".txt");
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", root.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    int exit = process.waitFor();
    return new Answer(process.pid(), exit, read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  /** What a process left. */
  record Answer(long pid, int exit, String out, String err) {}
}
