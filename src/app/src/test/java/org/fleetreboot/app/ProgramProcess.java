package org.fleetreboot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, which may be killed. */
public final class ProgramProcess implements AutoCloseable {
  private final Process process;
  private final Path directory;
  private final Path out;
  private final Path err;

  private ProgramProcess(Process process, Path directory, Path out, Path err) {
    this.process = process;
    this.directory = directory;
    this.out = out;
    this.err = err;
  }

  /** Starts it in that directory; routes/ are the project's. */
  public static ProgramProcess start(Path directory, Map<String, String> variables, String... args)
      throws IOException {
    // Which hubs the programs of other tests work with is none of its affair.
    List<String> command =
        command(List.of("-Dreboot.lockFolder=" + directory.resolve("locks")), args);
    Path out = Files.createTempFile(directory, args[0] + "-", ".out");
    Path err = Files.createTempFile(directory, args[0] + "-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .put("XDG_STATE_HOME", directory.toAbsolutePath().resolve("state").toString());
    builder.environment().putAll(variables);
    return new ProgramProcess(builder.start(), directory, out, err);
  }

  /** The words that start it, as a shell takes them. */
  static String commandLine(String jvmOption, String... args) {
    return "exec '" + String.join("' '", command(List.of(jvmOption), args)) + "'";
  }

  private static List<String> command(List<String> jvmOptions, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dsun.net.http.retryPost=false");
    command.add("-Dfleetreboot.home=" + CommandLineRun.HOME);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FleetReboot.class.getName());
    command.addAll(List.of(args));
    return command;
  }

  /** Waits for its end; returns the exit code. */
  public int exitWithin(Duration atMost) throws IOException {
    if (!endsWithin(atMost)) {
      throw new AssertionError("Still running after " + atMost + ":\n" + err());
    }
    return process.exitValue();
  }

  private boolean endsWithin(Duration atMost) {
    process.onExit().completeOnTimeout(process, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As Ctrl-C does. */
  public void stop() {
    process.destroy();
  }

  /** What the operating system calls it. */
  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as {@code STOP}. */
  public void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().onExit().join();
  }

  /** Where it works. */
  public Path directory() {
    return directory;
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    stop();
    if (!endsWithin(Duration.ofSeconds(30))) {
      kill();
    }
  }
}
