package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;

/** How much memory a long list in a dropped file costs, and how much stays in use after its run. */
final class ListBench implements Benchmark {
  /** The flags of {@code ./fleet-reboot run}, except that it returns memory six times as often. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx2g",
          "-XX:G1PeriodicGCInterval=10000",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40");

  private static final Duration IDLE = Duration.ofSeconds(30);

  @Override
  public String usage() {
    return "[--rows 1000000]: resident memory while its run is under way, and when it is over";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int rows = options.number("rows", 1_000_000);
    return options.values().containsKey(SeparateJvm.OPTION)
        ? measure(rows)
        : SeparateJvm.run(FLAGS, "list", Map.of("rows", Integer.toString(rows)));
  }

  private static Map<String, Object> measure(int rows) throws Exception {
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(InMemoryHub.neverBack());
    EngineSettings settings = EngineSettings.of("bench").withTier(HubTier.UNLIMITED, 1, 1);
    Map<String, String> group =
        Map.of("maxInFlight", "10", "firstPoll", "30m", "pollEvery", "30m", "confirmWithin", "2h");
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    try (Program program = new Program(settings, component, group, true)) {
      figures.put("residentMegabytesBefore", resident());
      String run = program.dropped(IntStream.range(0, rows).mapToObj(n -> "device-" + n).toList());
      TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
      figures.put("residentMegabytesUnderWay", resident());
      program.cancel(run);
      awaitResults(run);
      TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
      figures.put("residentMegabytesAfter", resident());
      figures.putAll(Memory.figures());
    }
    return figures;
  }

  /** Waits until the results of the run are written, which takes longer than the run. */
  private static void awaitResults(String run) throws Exception {
    Path results = Path.of("results", run + ".jsonl");
    long before = -1;
    for (long now = size(results); now != before; now = size(results)) {
      before = now;
      TimeUnit.SECONDS.sleep(10);
    }
    Files.deleteIfExists(results);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** 0 on systems that do not report it. */
  private static long resident() throws IOException {
    return Memory.resident(ProcessHandle.current().pid()).getOrDefault("residentMegabytes", 0L);
  }
}
