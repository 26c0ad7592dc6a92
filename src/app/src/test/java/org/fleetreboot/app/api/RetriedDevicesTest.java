package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriedDevicesTest {
  @Test
  void aRetryIsForTheDevicesOnTheHubsWhereTheyFailed(@TempDir Path directory) {
    try (PastRuns past =
        PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"))) {
      past.onHubs("north", "south").nights("two", 1, "pump-1", "off-2");

      Retry retry = RetriedDevices.of(past.journal().view(), "two-1", RetriedDevices.DEFAULT);

      assertThat(retry.devices())
          .containsExactly(new Target("north", "off-2"), new Target("south", "off-2"));
    }
  }
}
