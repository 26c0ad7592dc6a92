package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs on one hub with two journals know nothing of each other's calls. */
class HubInUseTest {
  private final Path directory;
  private final Path locks;

  HubInUseTest(@TempDir Path directory) {
    this.directory = directory;
    this.locks = directory.resolve("locks");
  }

  @Test
  void aSecondProgramOnAHubIsRefusedWhateverItsJournal() {
    HubEndpoint hub = HubEndpoint.of("127.0.0.1:1");
    try (HubLock first = HubLock.take(locks, hub, Path.of("/srv/data/journal.db"))) {
      assertThat(first).isNotNull();
      Result second = start();

      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.sentence())
          .contains("Hub localhost:1 is in use by process")
          .contains("with journal /srv/data/journal.db")
          .contains("give it your orders");
    }
    assertThat(start().exit()).as("the hub does not answer").isEqualTo(3);
  }

  private Result start() {
    return CommandLineRun.in(directory)
        .with(
            "IOTHUB_CONNECTION_STRING",
            "HostName=LOCALHOST:1;SharedAccessKeyName=service;SharedAccessKey=YWJj")
        .of(
            "start",
            "--device",
            "pump-7",
            "--journal",
            "second.db",
            "-P",
            "reboot.lockFolder=" + locks);
  }
}
