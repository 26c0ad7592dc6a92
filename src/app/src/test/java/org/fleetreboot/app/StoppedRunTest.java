package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fleetreboot.app.local.HubFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run is stopped while a device reboots. */
@Execution(ExecutionMode.CONCURRENT)
class StoppedRunTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String HOW_TO_GO_ON =
      "run r1 is still open; to continue: ./fleet-reboot run --start quick --run-id r1 --until-settled";
  private static final String[] RUN = {
    "run", "--start", "quick", "--run-id", "r1", "--until-settled"
  };

  private final Path directory;
  private final ProgramProcess hub;

  StoppedRunTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    WorkingDirectory.withQuickChain(directory);
    hub =
        ProgramProcess.start(
            directory, Map.of(), "hub", "--data", "hub", "--devices", "6", "--boot-time", "60s");
  }

  @BeforeEach
  void awaitHub() {
    await().atMost(LONG).until(() -> Files.exists(hubFile()) || !hub.isRunning());
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aServiceManagerThatStopsItIsToldOnlyHowToContinue() throws Exception {
    try (ProgramProcess run = ProgramProcess.start(directory, hubOf(hubFile()), RUN)) {
      await().atMost(LONG).until(() -> run.err().contains("group begins") || !run.isRunning());
      run.stop();
      run.exitWithin(Duration.ofMinutes(5));

      assertThat(run.err()).contains(HOW_TO_GO_ON).doesNotContain("WARN").doesNotContain("ERROR");
    }
  }

  private Path hubFile() {
    return directory.resolve("hub/hub.json");
  }

  private static Map<String, String> hubOf(Path file) throws IOException {
    HubFile hub = HubFile.read(file);
    return Map.of(
        "IOTHUB_CONNECTION_STRING", hub.serviceConnectionString(), "IOTHUB_CA_FILE", hub.caFile());
  }
}
