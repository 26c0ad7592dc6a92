package org.fleetreboot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How long {@code run} takes until it accepts orders, with the shipped routes, a new journal, and a
 * local hub in a process of its own.
 */
final class StartBench implements Benchmark {
  @Override
  public String usage() {
    return "[--rounds 5] [--launcher FILE]: from the command to its API, in time and processor time;"
        + " FILE is ./fleet-reboot by default, or bin/fleet-reboot of a release";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    Path home = Path.of(System.getProperty("fleetreboot.home", "")).toAbsolutePath();
    Path launcher =
        Path.of(options.word("launcher", home.resolve("fleet-reboot").toString())).toAbsolutePath();
    List<Started> rounds = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create("fleet-reboot-start");
        HubProcess hub =
            HubProcess.start(
                folder.path().resolve("hub"),
                Processes.SHORT_LIVED,
                List.of("--memory", "--devices", "0", "--rest-port", "0", "--mqtt-port", "0"))) {
      for (int round = 1; round <= options.number("rounds", 5); round++) {
        Path directory = Files.createDirectory(folder.path().resolve("round-" + round));
        rounds.add(start(launcher, directory, hub));
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", median(rounds, Started::took));
    figures.put("processorSeconds", median(rounds, Started::processor));
    figures.put("rounds", rounds.stream().map(Started::toString).toList());
    figures.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return figures;
  }

  private static double median(List<Started> rounds, ToDoubleFunction<Started> of) {
    return Statistics.rounded(Statistics.median(rounds.stream().mapToDouble(of).toArray()));
  }

  private static Started start(Path launcher, Path directory, HubProcess hub) throws Exception {
    Path output = directory.resolve("run.log");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "run")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("IOTHUB_CONNECTION_STRING", hub.connectionString());
    environment.put("IOTHUB_CA_FILE", hub.caFile());
    environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      awaitReady(process, directory.resolve("data/journal.db.api.json"), output);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new Started(took, process.info().totalCpuDuration().orElse(Duration.ZERO));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitReady(Process process, Path ready, Path output)
      throws IOException, InterruptedException {
    while (!Files.exists(ready)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("It ended: " + Files.readString(output));
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /**
   * @param used processor time of the JVM
   */
  private record Started(Duration after, Duration used) {
    double took() {
      return after.toMillis() / 1000.0;
    }

    double processor() {
      return used.toMillis() / 1000.0;
    }

    @Override
    public String toString() {
      return "%.2f s, %.2f s of processor time".formatted(took(), processor());
    }
  }
}
