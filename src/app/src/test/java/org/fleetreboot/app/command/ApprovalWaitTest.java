package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.app.CommandLineRun.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody waits for a run that waits for an approval. */
class ApprovalWaitTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final StartedHub hub;

  ApprovalWaitTest(@TempDir Path directory) throws IOException {
    this.hub = new StartedHub(directory);
    hub.route(
        "gated.yaml",
        """
        - route:
            id: gated
            from:
              uri: reboot-run:gated
              steps:
                - to: { id: gate, uri: "reboot:approval/go" }
        """);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aWaitWithATimeoutEndsAndSaysHowToApproveAndHowToContinue() {
    CompletableFuture<Result> start =
        CompletableFuture.supplyAsync(
            () -> hub.run("start", "gated", "--run-id", "r1", "--timeout", "1ms"));

    assertThat(start).succeedsWithin(LONG);
    assertThat(start.join().exit()).as(start.join().err()).isEqualTo(4);
    assertThat(start.join().out())
        .contains("needs approval from anybody by ")
        .contains("./fleet-reboot approve r1 gate");
    assertThat(start.join().err())
        .endsWith(
            "run r1 is still open; to continue: ./fleet-reboot run --start gated --run-id r1"
                + " --until-settled --timeout 1ms\n");
    assertThat(hub.run("approve", "r1", "gate").exit()).isZero();
    assertThat(hub.run("start", "gated", "--run-id", "r1").exit()).isZero();
  }
}
