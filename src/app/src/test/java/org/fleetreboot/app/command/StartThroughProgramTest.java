package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person starts a run while a program runs already. */
class StartThroughProgramTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final StartedHub hub;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  StartThroughProgramTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    hub.route(
        "long.yaml",
        """
        - route:
            id: long
            from:
              uri: reboot-run:long
              steps:
                - to: { id: long-soak, uri: "reboot:soak/long?duration=1h" }
        """);
  }

  @AfterEach
  void stop() {
    thread.shutdownNow();
    hub.close();
  }

  @Test
  void theProgramTakesTheRunAndStartWaitsWithTheUsualExitCodes() throws Exception {
    hub.hub.register("pump-2");
    Future<Result> program =
        thread.submit(
            () ->
                hub.run(
                    "run",
                    "-P",
                    "camel.component.reboot.attempts=1",
                    "-P",
                    "camel.component.reboot.firstPoll=50ms"));
    Path api = directory.resolve("data/journal.db.api.json");
    await().atMost(LONG).until(() -> Files.exists(api) || program.isDone());
    try (LightSwarm swarm = hub.connect("pump-1")) {
      assertThat(swarm).isNotNull();
      itEndsWithFiveAndCallsOnce();
      itRefusesWhatTheRunningProgramWouldNotDo();
      watchingARunThatHasEndedExitsAsItEnded();
    }
    itEndsWithFourWhenTheProgramEndsFirst(program);
  }

  private void itEndsWithFiveAndCallsOnce() {
    String[] words = {
      "start", "--device", "pump-1", "--device", "pump-2", "--run-id", "r1", "--max-in-flight", "2"
    };
    Result start = hub.run(words);

    assertThat(start.exit()).as(start.err()).isEqualTo(5);
    assertThat(start.out()).contains("Run r1 completed").contains("1 confirmed, 1 offline");
    assertThat(start.err()).contains("the running program works on run r1").contains("pump-1");
    assertThat(hub.hub.calls()).isEqualTo(Map.of("pump-1", 1L));
    assertThat(hub.run(words).exit()).as("its id again").isEqualTo(5);
    assertThat(hub.hub.calls()).isEqualTo(Map.of("pump-1", 1L));
    assertThat(hub.run("list", "--json").out()).contains("start --device pump-1 --device pump-2");
    assertThat(hub.run("get", "r1").out())
        .containsPattern("devices +.*maxInFlight 2")
        .containsPattern(
            "pump-2 .*disconnected in its twin, and 404103 for the call, at \\d{4}-\\d\\d");
  }

  private void watchingARunThatHasEndedExitsAsItEnded() {
    Result watch = hub.run("get", "r1", "--watch");
    assertThat(watch.exit()).as(watch.err()).isEqualTo(5);
    assertThat(watch.out()).contains("Run r1 completed");
  }

  private void itRefusesWhatTheRunningProgramWouldNotDo() {
    assertThat(hub.run("start", "--device", "pump-1", "--marker", "boot").sentence())
        .contains("omit --method and --marker");
    Result elsewhere =
        CommandLineRun.in(directory)
            .home(directory)
            .with("IOTHUB_HOSTNAME", "other.azure-devices.net")
            .of("start", "--device", "pump-1");
    assertThat(elsewhere.exit()).isEqualTo(2);
    assertThat(elsewhere.sentence())
        .contains("works with hub 127.0.0.1, not with other.azure-devices.net");
    Result bare =
        CommandLineRun.in(directory)
            .home(directory)
            .of("start", "--device", "pump-1", "--run-id", "r2");
    assertThat(bare.exit()).as(bare.err()).isZero();
    assertThat(hub.hub.calls()).isEqualTo(Map.of("pump-1", 2L));
  }

  private void itEndsWithFourWhenTheProgramEndsFirst(Future<Result> program) throws Exception {
    ExecutorService another = Executors.newFixedThreadPool(2);
    Future<Result> start = another.submit(() -> hub.run("start", "long", "--run-id", "long-1"));
    await().atMost(LONG).until(() -> hub.run("list").out().contains("long-1"));
    Future<Result> watch = another.submit(() -> hub.run("get", "long-1", "--watch"));
    assertThat(program.cancel(true)).isTrue();

    Result watched = watch.get();
    assertThat(watched.exit()).as(watched.err()).isEqualTo(4);
    assertThat(watched.err())
        .containsPattern(
            "(has ended; to continue|no program works on run long-1, so nothing changes)");
    Result left = start.get();

    assertThat(left.exit()).as(left.err()).isEqualTo(4);
    assertThat(left.err())
        .contains("has ended; to continue: ./fleet-reboot run --start long --run-id long-1");
    another.shutdown();
  }
}
