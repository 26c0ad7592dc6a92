package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is waited for while no run may call a device. */
class StoppedCallsTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final StartedHub hub;
  private final LightSwarm swarm;

  StoppedCallsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    this.swarm = hub.connect("pump-1");
  }

  @AfterEach
  void stopHub() {
    swarm.close();
    hub.close();
  }

  @Test
  void aStartDuringAStopExitsWith4AndSaysHowToLiftIt() {
    InstantSource clock = InstantSource.system();
    try (Journal journal = JournalFile.open(directory.resolve("stopped.db"), clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), clock)) {
      engine.control().stopFleet(null, Requester.login("ann"), "fire").toCompletableFuture().join();
    }
    Result start = start("r1", "stopped.db", "--timeout", "1ms");

    assertThat(start.exit()).as(start.err()).isEqualTo(4);
    assertThat(start.out()).contains("Run r1 is running");
    assertThat(start.err())
        .containsOnlyOnce("No calls to 127.0.0.1: stopped by ann")
        .contains("(fire). To continue: ./fleet-reboot stop --lift --journal stopped.db")
        .contains("waiting for run r1, which calls no device now.\n")
        .endsWith(
            "run r1 is still open; to continue: ./fleet-reboot run --start devices --run-id r1"
                + " --until-settled --timeout 1ms --journal stopped.db\n");
    Result atOnce = start("r1", "stopped.db");
    assertThat(atOnce.exit()).as("where no terminal is").isEqualTo(4);
    assertThat(atOnce.err()).containsOnlyOnce("No calls to 127.0.0.1: stopped by ann");
    assertThat(hub.hub.calls()).isEmpty();

    hub.run("stop", "--lift", "--journal", "stopped.db");
    assertThat(start("r1", "stopped.db").exit()).isZero();
  }

  @Test
  void aStartWithADoubtedJournalExitsWith4AndSaysHowToAdoptIt() throws IOException {
    assertThat(start("r1", "journal.db").exit()).isZero();
    Files.copy(directory.resolve("journal.db"), directory.resolve("copy.db"));

    Result copy = start("r2", "copy.db");

    assertThat(copy.exit()).as(copy.err()).isEqualTo(4);
    assertThat(copy.err())
        .contains("adopt this journal: ./fleet-reboot resume --journal copy.db")
        .endsWith(
            "no calls until somebody adopts the journal: ./fleet-reboot run --start devices"
                + " --run-id r2 --resume --until-settled --journal copy.db\n");
    assertThat(hub.hub.calls()).isEqualTo(Map.of("pump-1", 1L));
  }

  private Result start(String run, String journal, String... more) {
    String[] words = {"start", "--device", "pump-1", "--run-id", run, "--journal", journal};
    CompletableFuture<Result> start =
        CompletableFuture.supplyAsync(
            () -> hub.run(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new)));
    assertThat(start).succeedsWithin(LONG);
    return start.join();
  }
}
