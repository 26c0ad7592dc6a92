package org.fleetreboot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kills the program with SIGKILL at random moments and starts it again with the same run id, until
 * the run is settled; then asks the hub how often each device was called.
 */
final class KillBench implements Benchmark {
  @Override
  public String usage() {
    return "[--kills 200] [--devices 20] [--seed 1]: kill -9 at random moments; no device called"
        + " twice, none lost";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    return prove(
        options.number("kills", 200), options.number("devices", 20), options.number("seed", 1));
  }

  /**
   * Kills that often, over as many runs as needed.
   *
   * @throws GuaranteeViolation if a device was called twice, was lost, or a finished step began
   *     again
   */
  static Map<String, Object> prove(int kills, int devices, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = Files.createTempDirectory("fleet-reboot-kills");
    int killed = 0;
    int runs = 0;
    int unknown = 0;
    try (HubProcess hub = startHub(folder.resolve("hub"), devices)) {
      RunProcess program = new RunProcess(folder.resolve("run"), hub);
      while (killed < kills) {
        String run = "kills-" + ++runs;
        Map<String, Long> before = hub.calls();
        // The first start of a run survives as often as the later ones.
        while (killed < kills && program.killedAfter(run, lifetime(random))) {
          killed++;
        }
        RunRecord settled = program.settle(run);
        settled.check(devices, before, hub.calls());
        unknown += settled.count("unknown");
        System.err.printf("%d of %d kills, %d runs, %s%n", killed, kills, runs, settled.tally());
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("kills", killed);
    figures.put("calledTwice", 0);
    figures.put("lost", 0);
    figures.put("runs", runs);
    figures.put("devices", devices);
    figures.put("endedUnknown", unknown);
    figures.put("seed", seed);
    return figures;
  }

  private static HubProcess startHub(Path data, int devices) throws Exception {
    return HubProcess.start(
        data,
        Processes.SHORT_LIVED,
        List.of("--devices", Integer.toString(devices), "--boot-time", "1s", "--lose-answer", "2"));
  }

  /** From before its first step to the middle of the second group. */
  private static Duration lifetime(SplittableRandom random) {
    return Duration.ofMillis(random.nextLong(800, 6_000));
  }
}
