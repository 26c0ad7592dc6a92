package org.fleetreboot.iothub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MethodCallTest {

  @Test
  void acceptsTheTimeoutsThatTheHubAccepts() {
    assertThat(call(5, 0).responseTimeout()).hasSeconds(5);
    assertThat(call(300, 300).connectTimeout()).hasSeconds(300);
  }

  @Test
  void refusesTimeoutsThatTheHubRefuses() {
    assertThatThrownBy(() -> call(4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("responseTimeout is PT4S, but IoT Hub allows 5 to 300 seconds.");
    assertThatThrownBy(() -> call(301, 0)).hasMessageContaining("responseTimeout is PT5M1S");
    assertThatThrownBy(() -> call(30, 301)).hasMessageContaining("connectTimeout is PT5M1S");
    assertThatThrownBy(() -> call(30, -1)).hasMessageContaining("0 to 300 seconds");
  }

  @Test
  void refusesEmptyNames() {
    assertThatThrownBy(() -> DeviceAddress.device("")).hasMessage("The device id is empty.");
    assertThatThrownBy(() -> new DeviceAddress("gateway", ""))
        .hasMessage("The module id is empty; omit it for the device.");
  }

  private static MethodCall call(int responseSeconds, int connectSeconds) {
    return new MethodCall(
        DeviceAddress.device("pump-1"),
        "rebootDevice",
        null,
        Duration.ofSeconds(responseSeconds),
        Duration.ofSeconds(connectSeconds),
        NotAfter.never());
  }
}
