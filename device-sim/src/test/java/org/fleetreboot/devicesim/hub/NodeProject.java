package org.fleetreboot.devicesim.hub;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Node scripts of {@code src/test/node}, with their packages installed below {@code target/} as
 * the lock file pins them. Without Node, or without a registry to install from, the test that asks
 * for it is skipped, and says why.
 */
final class NodeProject {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path PLACE = Path.of("target/node").toAbsolutePath();
  private static final Path PORT_IN_HOST = Path.of("node/host-port.cjs").toAbsolutePath();

  /** The first with a test runner that needs no flag. */
  private static final int OLDEST_NODE = 20;

  private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(3);
  private static final Duration RUN_WITHIN = Duration.ofMinutes(2);

  /** How npm reports an unreachable registry, in contrast to a broken package. */
  private static final Pattern NO_REGISTRY =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT"
              + "|ENOTCACHED|E40[13]|E407|E50[0-9]");

  private static final Logger log = LoggerFactory.getLogger(NodeProject.class);

  /** Why it was not installed at the first try; null when that has not been found out. */
  private static @Nullable String missing;

  private NodeProject() {}

  /** What a program printed, both streams in one, and how it ended. */
  record Ended(int exit, String output) {}

  /** Installs the packages if that is not done yet, or skips the test that called. */
  static synchronized void install() throws IOException, InterruptedException {
    if (missing != null) {
      abort("Not run: " + missing);
    }
    requireNode();
    Path installed = PLACE.resolve("installed-lock.json");
    Path wanted = SOURCES.resolve("package-lock.json");
    Files.createDirectories(PLACE);
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        copy(source, PLACE.resolve(source.getFileName()));
      }
    }
    if (Files.exists(installed) && Files.mismatch(installed, wanted) == -1) {
      return;
    }
    Ended npm =
        run(
            INSTALLED_WITHIN,
            Map.of(),
            npm(),
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefer-offline",
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-timeout=20000");
    if (npm.exit() != 0 && NO_REGISTRY.matcher(npm.output()).find()) {
      skip("npm cannot reach a registry to install Microsoft's packages from.");
    }
    if (npm.exit() != 0) {
      throw new AssertionError("npm ci failed:\n" + npm.output());
    }
    copy(wanted, installed);
  }

  /** Runs a script under Node's test runner; Node takes ports out of host names. */
  static Ended testWithPorts(String script, Map<String, String> variables)
      throws IOException, InterruptedException {
    return run(
        RUN_WITHIN, variables, "node", "--require", PORT_IN_HOST.toString(), "--test", script);
  }

  /** Runs a script under Node's test runner. */
  static Ended test(String script, Map<String, String> variables)
      throws IOException, InterruptedException {
    return run(RUN_WITHIN, variables, "node", "--test", script);
  }

  private static void requireNode() throws InterruptedException {
    try {
      Ended major = run(RUN_WITHIN, Map.of(), "node", "-p", "process.versions.node.split('.')[0]");
      String version = major.output().strip();
      if (!version.matches("\\d+") || Integer.parseInt(version) < OLDEST_NODE) {
        skip("Node " + version + " is older than Node " + OLDEST_NODE + ".");
      }
      run(RUN_WITHIN, Map.of(), npm(), "--version");
    } catch (IOException e) {
      skip("Node and npm are not installed here.");
    }
  }

  private static void skip(String why) {
    missing = why;
    log.warn("Microsoft's packages for Node are not tried here: {}", why);
    abort("Not run: " + why);
  }

  private static String npm() {
    return System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
  }

  private static Ended run(Duration atMost, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(PLACE);
    Path output = Files.createTempFile(PLACE, "output-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(command))
              .directory(PLACE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      // A runner that this JVM was started from is none of theirs.
      builder.environment().keySet().removeIf(name -> name.startsWith("NODE_"));
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return new Ended(-1, read(output) + "\nETIMEDOUT after " + atMost);
      }
      return new Ended(process.exitValue(), read(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
