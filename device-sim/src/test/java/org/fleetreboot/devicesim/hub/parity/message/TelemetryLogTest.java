package org.fleetreboot.devicesim.hub.parity.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;

class TelemetryLogTest {
  private final TelemetryLog log = new TelemetryLog();

  @Test
  void theOldestMessageLeavesWhenThereAreTooMany() {
    add("first", 0);
    for (int i = 0; i < TelemetryLog.MOST; i++) {
      add("others", 0);
    }
    assertThat(log.of("first")).isEmpty();
    assertThat(log.of("others")).hasSize(TelemetryLog.MOST);
  }

  @Test
  void theOldestMessagesLeaveWhenTheyAreTooLarge() {
    add("first", 256 * 1024);
    for (int i = 0; i < 64; i++) {
      add("others", 256 * 1024);
    }
    assertThat(log.of("first")).isEmpty();
    assertThat(log.of("others")).hasSize(64);
  }

  private void add(String device, int bytes) {
    log.add(
        new TelemetryMessage(ClientId.device(device), Instant.EPOCH, Map.of(), new byte[bytes]));
  }
}
