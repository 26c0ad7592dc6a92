package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringPartsTest {
  @ParameterizedTest
  @ValueSource(strings = {"pump-7", "a;b", "a;", ";a", "a;b=c", "a=b", "#+%41"})
  void anIdMayHoldWhatSeparatesParts(String id) {
    assertThat(ConnectionStringParts.of("HostName=h;DeviceId=" + id + ";SharedAccessKey=a2V5=;"))
        .containsEntry("HostName", "h")
        .containsEntry("DeviceId", id)
        .containsEntry("SharedAccessKey", "a2V5=");
  }
}
