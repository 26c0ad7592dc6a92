package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal, and two hubs that it is opened for. */
class JournalOfAnotherHubTest {
  private final Path directory;
  private final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start();

  JournalOfAnotherHubTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    CommandLineRun.copyRoutes(directory);
  }

  @BeforeEach
  void theJournalHoldsARunOfPlant7() {
    hub.register("pump-1");
    try (Journal journal =
            JournalFile.open(directory.resolve("data/journal.db"), InstantSource.system());
        DurableEngine engine =
            DurableEngine.open(journal, EngineSettings.of("plant-7"), InstantSource.system())) {
      engine
          .runs()
          .accept(
              new RunRequest(
                      "r1",
                      "devices",
                      new RunTrigger.CommandLine("start", "--device", "pump-1"),
                      Requester.login("op"))
                  .withTargets(List.of(Target.of("pump-1"))))
          .toCompletableFuture()
          .join();
    }
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void anOpenRunDoesNotContinueOnAnotherHub() {
    Result result = start("-P", "reboot.hub=plant-8", "--run-id", "r2");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "Run 'r1' of chain 'devices' is open on hub plant-7, and this program works with plant-8")
        .contains("reboot.journal")
        .contains("reboot.hub = plant-7");
    assertThat(hub.calls()).isEmpty();
  }

  @Test
  void itsIdCannotBeUsedForAnotherChain() {
    Result result =
        CommandLineRun.in(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .with("IOTHUB_CA_FILE", hub.caFile().toString())
            .of("start", "nightly", "-P", "reboot.hub=plant-7", "--run-id", "r1");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("The run id 'r1' is taken: it is of chain 'devices' on plant-7, begun by");
  }

  @Test
  void itsIdCannotBeUsedForOtherDevices() {
    hub.register("pump-2");
    Result result =
        CommandLineRun.in(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .with("IOTHUB_CA_FILE", hub.caFile().toString())
            .of("start", "--device", "pump-2", "-P", "reboot.hub=plant-7", "--run-id", "r1");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("begun by 'start --device pump-1'");
    assertThat(hub.calls()).doesNotContainKey("pump-2");
  }

  private Result start(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "start";
    words[1] = "--device";
    words[2] = "pump-1";
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(words);
  }
}
