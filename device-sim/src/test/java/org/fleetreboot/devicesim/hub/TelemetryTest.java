package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.fleetreboot.devicesim.hub.parity.message.TelemetryMessage;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Device-to-cloud messages. */
class TelemetryTest {
  private static LocalHub hub;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves("Telemetry")
  @Test
  void aMessageOfMicrosoftsDeviceSdkIsThereWithItsProperties() throws Exception {
    DeviceClient device = DeviceSdk.client(hub, hub.register("meter-1"));
    device.open(true);
    try {
      Message message = new Message("{\"kwh\":3}");
      message.setMessageId("m-1");
      message.setContentType("application/json");
      message.setProperty("phase & line", "L1=ü");
      device.sendEvent(message);
      TelemetryMessage received = hub.telemetry("meter-1").get(0);
      assertThat(received.text()).isEqualTo("{\"kwh\":3}");
      assertThat(received.properties())
          .containsEntry("$.mid", "m-1")
          .containsEntry("$.ct", "application/json")
          .containsEntry("phase & line", "L1=ü");
    } finally {
      device.close();
    }
  }

  @Proves("Telemetry")
  @ParameterizedTest
  @ValueSource(strings = {"KillTcp", "ShutDownMqtt"})
  void aMessageThatAsksForACutConnectionGetsIt(String fault) throws Exception {
    try (PahoDevice device = new PahoDevice(hub, hub.register("fault-1")).connect()) {
      device.publish(
          "devices/fault-1/messages/events/AzIoTHub_FaultOperationType="
              + fault
              + "&AzIoTHub_FaultOperationDelayInSecs=1&AzIoTHub_FaultOperationCloseReason=boom",
          "x");
      Awaitility.await().until(() -> !device.connected());
    }
  }

  @Proves("Telemetry")
  @Test
  void aMessageThatAsksForAnotherFaultIsTelemetry() throws Exception {
    assertThat(properties("fault-2", "AzIoTHub_FaultOperationType=InvokeThrottling"))
        .containsEntry("AzIoTHub_FaultOperationType", "InvokeThrottling");
  }

  @Test
  void aNameAloneIsAPropertyWithoutAValueAndALastSlashIsNone() throws Exception {
    assertThat(properties("bag-1", "a=b&c")).isEqualTo(Map.of("a", "b", "c", ""));
    assertThat(properties("bag-2", "")).isEmpty();
    assertThat(properties("bag-3", "a=1%2B1%20/")).isEqualTo(Map.of("a", "1+1 "));
  }

  @Proves("Telemetry")
  @Test
  void aBagThatIsNotEncodedAsItShouldBeEndsTheConnection() throws Exception {
    for (String bag : List.of("a=%zz", "=b", "a=b&&c=d")) {
      try (PahoDevice device = new PahoDevice(hub, hub.register("broken-1")).connect()) {
        assertThat(
                Assertions.catchThrowable(
                    () -> device.publish("devices/broken-1/messages/events/" + bag, "x")))
            .isInstanceOf(MqttException.class);
        Awaitility.await().until(() -> !device.connected());
      }
    }
    assertThat(hub.telemetry("broken-1")).isEmpty();
  }

  @Test
  void aMessageToBeRetainedIsMarkedAndNotRetained() throws Exception {
    try (PahoDevice device = new PahoDevice(hub, hub.register("retain-1")).connect()) {
      device.publishRetained("devices/retain-1/messages/events/", "x");
    }
    assertThat(hub.telemetry("retain-1").get(0).properties()).containsEntry("mqtt-retain", "true");
  }

  @Proves("Telemetry")
  @Test
  void theWillOfALostConnectionIsAMessageThatSaysSo() throws Exception {
    PahoDevice device = new PahoDevice(hub, hub.register("will-1"));
    device.options().setWill("devices/will-1/messages/events/a=b", new byte[] {'w'}, 1, false);
    try (device) {
      device.connect();
      hub.disconnect("will-1");
      Awaitility.await().until(() -> !hub.telemetry("will-1").isEmpty());
      TelemetryMessage will = hub.telemetry("will-1").get(0);
      assertThat(will.text()).isEqualTo("w");
      assertThat(will.properties()).isEqualTo(Map.of("a", "b", "iothub-MessageType", "Will"));
    }
  }

  @Test
  void whoSaysGoodbyeLeavesNoWill() throws Exception {
    PahoDevice device = new PahoDevice(hub, hub.register("will-2"));
    device.options().setWill("devices/will-2/messages/events/", new byte[] {'w'}, 1, false);
    device.connect().disconnect();
    Awaitility.await()
        .until(
            () ->
                RestProbe.owner(hub)
                    .send("GET", "/twins/will-2", "")
                    .text()
                    .contains("Disconnected"));
    assertThat(hub.telemetry("will-2")).isEmpty();
    device.close();
  }

  @Test
  void aWillThatIsNoMessageOfItsOwnIsRefused() throws Exception {
    PahoDevice device = new PahoDevice(hub, hub.register("will-3"));
    device.options().setWill("devices/will-1/messages/events/", new byte[] {'w'}, 1, false);
    assertThat(Assertions.catchThrowable(device::connect)).isInstanceOf(MqttException.class);
  }

  private static Map<String, String> properties(String id, String bag) throws Exception {
    try (PahoDevice device = new PahoDevice(hub, hub.register(id)).connect()) {
      device.publish("devices/" + id + "/messages/events/" + bag, "x");
    }
    return hub.telemetry(id).get(0).properties();
  }
}
