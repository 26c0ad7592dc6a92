package org.fleetreboot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.workflow.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Durable reboots a second through the real YAML routes and SQLite with {@code synchronous=FULL}.
 * The hub is in memory, accepts at once and shows the changed twin 100 ms later.
 */
final class EngineBench implements Benchmark {
  private static final long BOOT_MILLIS = 100;

  @Override
  public String usage() {
    return "[--devices 30000] [--rounds 3] [--in-flight 10000]: durable reboots a second";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 30_000);
    int rounds = options.number("rounds", 3);
    int inFlight = options.number("in-flight", 10_000);
    InMemoryHub hub = new InMemoryHub(BOOT_MILLIS);
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(hub);
    EngineSettings settings =
        EngineSettings.of("bench").withTier(HubTier.UNLIMITED, 1, 1).withCallSlots(inFlight);
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(inFlight),
            "firstPoll", "100ms",
            "pollEvery", "100ms",
            "confirmWithin", "1m");
    double[] rates = new double[rounds];
    @Nullable Duration resultsLag = null;
    try (Program program = new Program(settings, component, group)) {
      String name = "bench-" + Long.toString(System.nanoTime(), 36);
      List<String> ids = IntStream.range(0, devices).mapToObj(n -> "device-" + n).toList();
      round(program, name + "-warm-up", ids);
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        resultsLag = round(program, name + "-" + round, ids);
        double seconds = (lastSettled - start) / 1e9;
        rates[round] = devices / seconds;
        System.err.printf("round %d: %.0f reboots/s%n", round + 1, rates[round]);
      }
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("rebootsPerSecond", Math.round(Statistics.median(rates)));
      List<Long> each = new ArrayList<>();
      for (double rate : rates) {
        each.add(Math.round(rate));
      }
      figures.put("rounds", each);
      figures.put("devicesPerRound", devices);
      figures.put("maxInFlight", inFlight);
      figures.put("readsPerReboot", Statistics.rounded((double) hub.reads.get() / hub.calls.get()));
      figures.put("resultsLagMillis", resultsLag == null ? null : resultsLag.toMillis());
      figures.put("journalBytesPerReboot", program.journalBytes() / (devices * (rounds + 1L)));
      figures.put("cores", Runtime.getRuntime().availableProcessors());
      figures.put("java", Runtime.version().toString());
      return figures;
    }
  }

  private long lastSettled;

  private @Nullable Duration round(Program program, String run, List<String> ids) throws Exception {
    var view = program.reboot(run, ids);
    lastSettled = System.nanoTime();
    if (view.tally().of(Outcome.CONFIRMED) != ids.size()) {
      throw new IllegalStateException("Not all were confirmed: " + view);
    }
    return program.awaitResults(run, ids.size(), Duration.ofMinutes(5));
  }
}
