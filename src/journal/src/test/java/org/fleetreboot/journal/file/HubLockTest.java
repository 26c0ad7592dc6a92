package org.fleetreboot.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.OtherProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubLockTest {
  private static final Path JOURNAL = Path.of("/srv/data/journal.db");

  private final Path folder;

  HubLockTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MyHub.Azure-Devices.net",
        "myhub.azure-devices.net.",
        "myhub.azure-devices.net:443"
      })
  void aHubIsLockedInAnySpelling(String spelling) {
    try (HubLock first = take("myhub.azure-devices.net")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> take(spelling))
          .isInstanceOf(HubInUse.class)
          .hasMessageContaining("myhub.azure-devices.net is in use by process")
          .hasMessageContaining("--journal /srv/data/journal.db");
    }
    take(spelling).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anotherProcessIsRefusedAndToldOfTheJournal() throws IOException {
    String hub = "myhub.azure-devices.net";
    try (HubLock first = take(hub)) {
      assertThatThrownBy(() -> take(hub)).isInstanceOf(HubInUse.class);
      assertThatThrownBy(() -> HubLock.requireFree(folder, HubEndpoint.of(hub)))
          .isInstanceOf(HubInUse.class);
      assertThat(first.keep()).isTrue();

      assertThat(OtherProgram.wants(folder, hub))
          .contains("is in use by process " + ProcessHandle.current().pid())
          .contains("--journal /srv/data/journal.db");
    }
    assertThat(OtherProgram.wants(folder, hub)).isEqualTo("taken");
  }

  @Test
  void aHubOnThisMachineIsTheSameUnderItsUsualNames() {
    assertThat(HubEndpoint.of("127.0.0.1:8443"))
        .isEqualTo(HubEndpoint.of("LocalHost:8443"))
        .isEqualTo(HubEndpoint.of("[::1]:8443"))
        .isNotEqualTo(HubEndpoint.of("localhost:8444"))
        .hasToString("localhost:8443");
    // Hubs side by side, each at its own loopback address.
    assertThat(HubEndpoint.of("127.0.0.2:8443")).isNotEqualTo(HubEndpoint.of("127.0.0.1:8443"));
    assertThat(HubEndpoint.of("[2001:db8::1]")).isEqualTo(new HubEndpoint("[2001:db8::1]", 443));
  }

  @Test
  void otherHubsAndPortsAreFree() {
    try (HubLock first = take("localhost:8443");
        HubLock second = take("localhost:8444");
        HubLock third = take("localhost")) {
      assertThat(first).isNotEqualTo(second).isNotEqualTo(third);
    }
  }

  @Test
  void aLinkInItsPlaceIsRefused() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createSymbolicLink(folder.resolve("fleet-reboot-localhost-8443.lock"), precious);

    assertThatThrownBy(() -> take("localhost:8443"))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("reboot.lockFolder");
    assertThat(precious).hasContent("precious");
  }

  private HubLock take(String hub) {
    return HubLock.take(folder, HubEndpoint.of(hub), JOURNAL);
  }
}
