package org.fleetreboot.example;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application in a JVM of its own, as its owner starts it: without the local hub's classes. */
final class MaintenanceProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private MaintenanceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static MaintenanceProcess start(
      Path directory, Path trustStore, String connectionString, String... jvmOptions)
      throws IOException {
    Path log = Files.createTempFile(directory, "maintenance-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dsun.net.http.retryPost=false");
    command.add("-Djavax.net.ssl.trustStore=" + trustStore);
    command.add("-Djavax.net.ssl.trustStorePassword=changeit");
    command.add("-Dcamel.component.reboot.firstPoll=1s");
    command.add("-Dcamel.component.reboot.pollEvery=1s");
    command.add("-Dreboot.lockFolder=" + directory.resolve("locks"));
    command.add("-Dreboot.stateFolder=" + directory.resolve("state"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", classPath(), Maintenance.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("IOTHUB_CONNECTION_STRING", connectionString);
    return new MaintenanceProcess(builder.start(), log);
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("device-sim") && !entry.contains("iot-device-client"))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As Ctrl-C does; waits for its end. */
  void stop() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.MINUTES).join();
    if (process.isAlive()) {
      throw new AssertionError("Still running after 30 s:\n" + log());
    }
  }

  boolean endsWithin(Duration atMost) {
    process.onExit().completeOnTimeout(process, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError(log + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
