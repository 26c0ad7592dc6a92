package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.ProgramProcess;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One program works and two stand by, each in a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
class StandbyProgramTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration TWO_LOOKS = Duration.ofMillis(2_500);
  private static final List<String> PUMPS =
      IntStream.rangeClosed(1, 6).mapToObj(n -> "pump-" + n).toList();

  private final Path directory;
  private final StartedHub hub;

  StandbyProgramTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    hub.route(
        "pumps.yaml",
        """
        - route:
            id: pumps
            from:
              uri: reboot-run:pumps
              steps:
                - to:
                    id: all
                    uri: reboot:group/all
                    parameters: { query: "deviceId != ''", maxInFlight: 1, maxFailed: "100%", confirmWithin: "15s", firstPoll: "200ms", pollEvery: "200ms" }
        """);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void oneTakesOverWhenTheFirstIsKilledAndTheOtherWhenThatIsStopped() throws Exception {
    List<DeviceSpec> pumps =
        PUMPS.stream()
            .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ofMillis(500))))
            .toList();
    try (LightSwarm swarm = hub.connect(pumps);
        ProgramProcess first = start("run", "--start", "pumps", "--run-id", "r1")) {
      assertThat(swarm).isNotNull();
      await()
          .atMost(LONG)
          .until(() -> first.err().contains("running against") || !first.isRunning());
      try (ProgramProcess second = start("run", "--standby");
          ProgramProcess third = start("run", "--standby")) {
        awaitStandby(second, first);
        awaitStandby(third, first);
        whoeverStandsStillKeepsItsRuns(first, second, third);
        await().atMost(LONG).until(() -> hub.hub.calls().size() >= 2);
        first.kill();

        await().atMost(LONG).until(() -> tookOver(second) || tookOver(third));
        ProgramProcess next = tookOver(second) ? second : third;
        ProgramProcess last = tookOver(second) ? third : second;
        awaitStandby(last, next);
        await().atMost(LONG).until(this::isCompleted);
        assertThat(outcomes()).as(events()).isEqualTo(promised());
        assertThat(tookOver(last)).isFalse();

        next.stop();
        assertThat(next.exitWithin(LONG)).as(next.err()).isEqualTo(143);
        await().atMost(LONG).until(() -> tookOver(last));
        last.stop();
        assertThat(last.exitWithin(LONG)).as(last.err()).isEqualTo(143);
        assertThat(asInTheGuide(next.err())).hasSize(3).isSubsetOf(guide());
        assertThat(last.err()).doesNotContain("ERROR").doesNotContain("Exception");
      }
    }
  }

  /** What it says of itself, up to its work. */
  private List<String> asInTheGuide(String err) {
    return err.replace(directory.toString(), "/var/lib/fleet-reboot")
        .lines()
        .filter(line -> line.contains("standing by") || line.contains("over"))
        .map(StandbyProgramTest::withoutFigures)
        .toList();
  }

  private static List<String> guide() throws IOException {
    return Files.readString(CommandLineRun.HOME.resolve("docs/guides/keep-a-standby.md"))
        .lines()
        .map(StandbyProgramTest::withoutFigures)
        .toList();
  }

  private static String withoutFigures(String line) {
    return line.replaceAll("(\\d+ (min|s|ms) ?)+", "TIME ")
        .replaceAll("TIME ,", "TIME,")
        .replaceAll("process \\d+", "process N");
  }

  /** A lock is held by a process that lives, whether or not it does anything. */
  private static void whoeverStandsStillKeepsItsRuns(
      ProgramProcess first, ProgramProcess second, ProgramProcess third) throws IOException {
    first.signal("STOP");
    await().during(TWO_LOOKS).atMost(LONG).until(() -> !tookOver(second) && !tookOver(third));
    first.signal("CONT");
  }

  private static void awaitStandby(ProgramProcess standby, ProgramProcess holder) {
    await()
        .atMost(LONG)
        .until(
            () ->
                standby
                        .err()
                        .contains("standing by, because process " + holder.pid() + " has journal")
                    || !standby.isRunning());
  }

  private static boolean tookOver(ProgramProcess program) throws IOException {
    return program.err().contains("took over in");
  }

  /** A call that was cut off before it was sent leaves a device that nobody calls again. */
  private Map<String, String> promised() {
    Map<String, String> promised = new TreeMap<>();
    PUMPS.forEach(
        pump -> {
          long calls = hub.hub.calls().getOrDefault(pump, 0L);
          promised.put(
              pump,
              calls == 0 ? "unknown" : calls == 1 ? "confirmed" : "called " + calls + " times");
        });
    return promised;
  }

  private boolean isCompleted() {
    try (JournalReader journal = JournalFile.openReadOnly(journal())) {
      RunView run = journal.view().run("r1");
      return run != null && run.status() == RunStatus.COMPLETED;
    }
  }

  private Map<String, String> outcomes() {
    try (JournalReader journal = JournalFile.openReadOnly(journal())) {
      Map<String, String> outcomes = new TreeMap<>();
      journal
          .view()
          .devices("r1")
          .forEach(device -> outcomes.put(device.device(), device.status().word()));
      return outcomes;
    }
  }

  private Path journal() {
    return directory.resolve("data/journal.db");
  }

  private String events() {
    return CommandLineRun.in(directory).of("events").out();
  }

  private ProgramProcess start(String... words) throws IOException {
    return ProgramProcess.start(
        directory,
        Map.of(
            "IOTHUB_CONNECTION_STRING", hub.hub.serviceConnectionString(),
            "IOTHUB_CA_FILE", hub.hub.caFile().toString()),
        words);
  }
}
