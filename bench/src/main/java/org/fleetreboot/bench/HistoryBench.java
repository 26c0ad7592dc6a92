package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What years of history cost: the start, the reads that a person waits for, memory, and writing.
 *
 * <p>The start includes opening the file and everything up to an engine that takes commands, but no
 * routes and no hub. Each read is measured at its first call in its process, with nothing compiled,
 * and as the median of the later calls. The rate of reboots is measured on the long journal and on
 * an empty one by turns. All of it happens on a copy: the kept file stays as it is.
 */
final class HistoryBench implements Benchmark {
  /** The heap of {@code ./fleet-reboot run}, returned to the system as there. */
  private static final List<String> FLAGS =
      List.of("-Xmx2g", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40");

  private static final String PART = "part";

  private static final List<String> FIRST =
      List.of(
          "startSeconds",
          "listMillis",
          "getNewestMillis",
          "getOldestMillis",
          "deviceEventsMillis",
          "devicesPageMillis",
          "residentMegabytes",
          "rebootsPerSecond");

  private static final int IN_FLIGHT = 10_000;

  @Override
  public String usage() {
    return "[--nights 1000] [--devices 3300] [--journal FILE] [--reboots 30000] [--rounds 3]: start,"
        + " reads, memory and reboots a second on years of history";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    if (options.values().containsKey(SeparateJvm.OPTION)) {
      Path file = Path.of(options.word("journal", ""));
      return options.oneOf(PART, "read", "write").equals("read")
          ? read(file, options.number("nights", 0))
          : write(options.word("journal", ""), options);
    }
    int nights = options.number("nights", 1_000);
    int devices = options.number("devices", 3_300);
    Path file = Path.of(options.word("journal", defaultFile(nights, devices).toString()));
    System.err.println("The journal is " + file.toAbsolutePath() + ", and is kept.");
    long events = HistoryJournal.build(file, nights, devices);
    Path copy = file.resolveSibling(file.getFileName() + ".measured");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Map<String, Object> measured = new LinkedHashMap<>();
    try {
      measured.putAll(measured("read", copy, options));
      measured.putAll(measured("write", copy, options));
    } finally {
      delete(copy);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("events", events);
    FIRST.forEach(name -> figures.put(name, measured.get(name)));
    figures.putAll(measured);
    figures.put("journalMegabytes", Files.size(file) >> 20);
    figures.put("nights", nights);
    figures.put("devices", devices);
    figures.put("cores", Runtime.getRuntime().availableProcessors());
    figures.put("java", Runtime.version().toString());
    return figures;
  }

  private static Path defaultFile(int nights, int devices) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "fleet-reboot-bench-history",
        "%d-nights-of-%d.db".formatted(nights, devices));
  }

  private static Map<String, Object> measured(String part, Path file, Options options)
      throws Exception {
    Map<String, String> more = new LinkedHashMap<>(options.values());
    more.putIfAbsent("nights", "1000");
    more.put("journal", file.toString());
    more.put(PART, part);
    return SeparateJvm.run(FLAGS, "history", more);
  }

  private static Map<String, Object> read(Path file, int nights) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (Journal journal = JournalFile.open(file, InstantSource.system());
        DurableEngine engine = DurableEngine.open(journal, settings(), InstantSource.system())) {
      figures.put("startSeconds", seconds(start));
      long resident =
          Memory.resident(ProcessHandle.current().pid()).getOrDefault("residentMegabytes", 0L);
      HistoryReads reads = new HistoryReads(journal, engine.view(), nights);
      figures.putAll(reads.firstMillis());
      figures.put("deviceEventsScreenfulMillis", reads.screenfulMillis());
      figures.put("residentMegabytes", resident);
      figures.put("laterMillis", reads.laterMillis());
      figures.put("residentMegabytesAfterReads", Memory.figures().get("residentMegabytes"));
    }
    return figures;
  }

  private static double seconds(long start) {
    return hundredths((System.nanoTime() - start) / 1e9);
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static EngineSettings settings() {
    return EngineSettings.of(NightlyFleet.HUB)
        .withTier(HubTier.UNLIMITED, 1, 1)
        .withCallSlots(IN_FLIGHT);
  }

  /** The median of several rounds each, taken by turns: what else the machine does meets both. */
  private static Map<String, Object> write(String file, Options options) throws Exception {
    int reboots = options.number("reboots", 30_000);
    int rounds = options.number("rounds", 3);
    double[] full = new double[rounds];
    double[] empty = new double[rounds];
    try (Program onHistory = program(Path.of(file));
        Program onEmpty = program(null)) {
      List<String> ids = IntStream.range(0, reboots).mapToObj(n -> "device-" + n).toList();
      String name = "bench-" + Long.toString(System.nanoTime(), 36);
      rate(onEmpty, name + "-warm-up", ids);
      rate(onHistory, name + "-warm-up", ids);
      for (int round = 0; round < rounds; round++) {
        empty[round] = rate(onEmpty, name + "-" + round, ids);
        full[round] = rate(onHistory, name + "-" + round, ids);
        System.err.printf(
            "round %d: %.0f reboots/s, on an empty journal %.0f%n",
            round + 1, full[round], empty[round]);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rebootsPerSecond", Math.round(Statistics.median(full)));
    figures.put("rebootsPerSecondEmpty", Math.round(Statistics.median(empty)));
    figures.put("ratioToEmpty", hundredths(Statistics.median(full) / Statistics.median(empty)));
    return figures;
  }

  private static Program program(@Nullable Path journal) throws Exception {
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(new InMemoryHub(100));
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(IN_FLIGHT),
            "firstPoll", "100ms",
            "pollEvery", "100ms",
            "confirmWithin", "1m");
    return new Program(settings(), component, group, false, journal);
  }

  private static double rate(Program program, String run, List<String> ids) throws Exception {
    long start = System.nanoTime();
    var view = program.reboot(run, ids);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (view.tally().of(Outcome.CONFIRMED) != ids.size()) {
      throw new IllegalStateException("Not all were confirmed: " + view);
    }
    program.awaitResults(run, ids.size(), Duration.ofMinutes(5));
    return ids.size() / seconds;
  }

  private static void delete(Path journal) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
      Files.deleteIfExists(journal.resolveSibling(journal.getFileName() + suffix));
    }
  }
}
