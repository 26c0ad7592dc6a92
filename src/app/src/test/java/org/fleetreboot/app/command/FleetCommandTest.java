package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the devices of a hub, by the hub and by the journal. */
class FleetCommandTest {
  private final Path directory;

  FleetCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void eachDeviceHasItsLastRunAndALongFleetIsPaged() throws IOException {
    try (LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      List<NewDevice> devices =
          IntStream.range(100, 160).mapToObj(n -> new NewDevice("pump-" + n, Map.of())).toList();
      hub.registerAll(devices);

      Result withoutJournal = fleet(hub, "--limit", "60");
      assertThat(withoutJournal.out().lines().skip(1)).hasSize(61);
      assertThat(withoutJournal.err()).doesNotContain("the first");

      Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
      try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
        past.nights("nightly", 2, "pump-100", "off-2");
      }

      Result paged = fleet(hub);
      assertThat(paged.out())
          .containsPattern("pump-100 .*nightly-2 +confirmed +anna .login. +2026-08-02");
      assertThat(paged.out()).containsPattern("pump-101 +no +- +- +- +- +- +-");
      assertThat(paged.sentence()).startsWith("these are the first 50 devices; --limit N or --all");
      assertThat(fleet(hub, "--json", "--limit", "1").out())
          .contains(
              "\"lastRun\":{\"run\":\"nightly-2\",\"step\":\"pumps\",\"by\":{\"name\":\"anna\",\"proof\":\"login\"");
    }
  }

  private Result fleet(LocalHub hub, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "fleet";
    words[1] = "-P";
    words[2] = "reboot.hub=" + PastRuns.HUB;
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(words);
  }
}
