package org.fleetreboot.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What readers cost a run: the same run at the pace of the hub's quota, first alone, then with
 * followers, and with somebody who asks every few seconds. Each reader is the command that people
 * type, in a process of its own on the same machine.
 */
final class ReadersBench implements Benchmark {
  @Override
  public String usage() {
    return "[--devices 10000] [--tier S2] [--followers 10] [--every 10]: how much followers, and a"
        + " list or get every so many seconds, lengthen a run at the pace of the tier's quota";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 10_000);
    HubTier tier = HubTier.valueOf(options.word("tier", "S2"));
    int followers = options.number("followers", 10);
    Duration every = Duration.ofSeconds(options.number("every", 10));
    Map<String, Object> figures = new LinkedHashMap<>();
    double alone = seconds(reboot(devices, tier, 0, null, figures));
    System.err.printf("alone: %.1f s%n", alone);
    double read = seconds(reboot(devices, tier, followers, every, figures));
    System.err.printf("with readers: %.1f s%n", read);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ratio", Math.round(read / alone * 1_000) / 1_000.0);
    all.put("secondsAlone", Statistics.rounded(alone));
    all.put("secondsWithReaders", Statistics.rounded(read));
    all.put("devices", devices);
    all.put("tier", tier.name());
    all.put("followers", followers);
    all.putAll(figures);
    all.put("everySeconds", every.toSeconds());
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("java", Runtime.version().toString());
    return all;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /**
   * Returns how long the run took, by the times in the journal.
   *
   * @param every how often somebody asks; null for never
   */
  private static Duration reboot(
      int devices,
      HubTier tier,
      int followers,
      @Nullable Duration every,
      Map<String, Object> figures)
      throws Exception {
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(new InMemoryHub(1_000));
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(devices),
            "firstPoll", "2s",
            "pollEvery", "2s",
            "confirmWithin", "5m");
    List<String> ids = IntStream.range(0, devices).mapToObj(n -> "device-" + n).toList();
    String run = "readers-" + Long.toString(System.nanoTime(), 36);
    String load = every == null ? "loadAlone" : "loadWithReaders";
    try (TemporaryFolder folder = TemporaryFolder.create("fleet-reboot-readers");
        Program program =
            new Program(EngineSettings.of("bench").withTier(tier, 1, 1), component, group)) {
      program.serveApi();
      program.accept(run, ids);
      RunView view;
      if (every == null) {
        view = program.settled(run);
      } else {
        Path journal = program.journal();
        RepeatedReads asked = RepeatedReads.begin(folder.path(), journal, run, every);
        try (asked;
            Followers attached = Followers.attach(folder.path(), journal, run, followers)) {
          view = program.settled(run);
          attached.requireAllSeen(devices);
        }
        figures.put("reads", asked.count());
        figures.put("readMillis", asked.medianMillis());
      }
      figures.put(load, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      if (view.tally().of(Outcome.CONFIRMED) != devices) {
        throw new IllegalStateException("Not all were confirmed: " + view);
      }
      program.awaitResults(run, devices, Duration.ofMinutes(5));
      return Duration.between(view.startedAt(), view.endedAt());
    }
  }
}
