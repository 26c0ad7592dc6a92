package org.fleetreboot.devicesim.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.parity.message.CloudMessage;
import org.fleetreboot.devicesim.hub.parity.message.MessageOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices and modules on Microsoft's device SDK for Java, over both protocols of the hub. */
class MicrosoftDeviceSdkTest {
  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  @ParameterizedTest
  @EnumSource(names = {"MQTT", "MQTT_WS"})
  void aDeviceDoesAllThatItsClientOffers(IotHubClientProtocol protocol) throws Exception {
    String id = "pump-" + protocol;
    String string = SHARED.hub().register(id).connectionString();
    DeviceClient device = new DeviceClient(at(protocol, string), protocol, options());
    device.open(true);
    try {
      converse(new SdkConversation(SHARED.hub(), id, device));
    } finally {
      device.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT", "MQTT_WS"})
  void aModuleDoesAllThatItsClientOffers(IotHubClientProtocol protocol) throws Exception {
    String id = "host-" + protocol;
    String string = SHARED.hub().registerModule(id, "camera").connectionString();
    ModuleClient module = new ModuleClient(at(protocol, string), protocol, options());
    module.open(true);
    try {
      converse(new SdkConversation(SHARED.hub(), id + "/camera", module));
    } finally {
      module.close();
    }
  }

  private static void converse(SdkConversation client) throws Exception {
    client.sendsTelemetryInEveryWay();
    client.sendsNoBatches();
    client.answersMethodsHoweverItSubscribes();
    client.isToldItsDesiredPropertiesHoweverItSubscribes();
    client.readsAndReportsItsTwinInEveryWay();
    client.hearsOfItsConnection();
  }

  @Test
  void aDeviceTakesCloudToDeviceMessages() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    DeviceClient device = DeviceSdk.client(SHARED.hub(), SHARED.hub().register("pump-7"));
    assertThat(device.isMultiplexed()).isFalse();
    device.setMessageCallback(
        (message, context) -> {
          received.add(new String(message.getBytes(), UTF_8));
          return IotHubMessageResult.COMPLETE;
        },
        null);
    device.open(true);
    try {
      var outcome = SHARED.hub().send("pump-7", CloudMessage.of("drain"));
      assertThat(received.poll(5, TimeUnit.MINUTES)).isEqualTo("drain");
      assertThat(outcome.get(5, TimeUnit.MINUTES)).isEqualTo(MessageOutcome.COMPLETED);
    } finally {
      device.close();
    }
  }

  @Test
  void tokensCanComeFromAProvider() throws Exception {
    LocalHub hub = SHARED.hub();
    ModuleIdentity camera = hub.registerModule("pump-8", "camera");
    DeviceIdentity pump = hub.register("pump-8");
    Instant expiry = Instant.parse("2099-01-01T00:00:00Z");
    DeviceClient device =
        new DeviceClient(
            hub.address(),
            "pump-8",
            () -> PahoDevice.token(hub, pump, expiry).toCharArray(),
            IotHubClientProtocol.MQTT,
            options());
    ModuleClient module =
        new ModuleClient(
            hub.address(),
            "pump-8",
            "camera",
            () ->
                PahoDevice.token(
                        hub.address() + "/devices/pump-8/modules/camera",
                        camera.sharedAccessKey(),
                        expiry)
                    .toCharArray(),
            IotHubClientProtocol.MQTT,
            options());
    device.open(true);
    module.open(true);
    try {
      device.sendEvent(new Message("1"));
      module.sendEvent(new Message("2"));
      assertThat(hub.telemetry("pump-8")).hasSize(2);
    } finally {
      module.close();
      device.close();
    }
  }

  @Test
  void aModuleNamesTheOutputOfItsTelemetry() throws Exception {
    LocalHub hub = SHARED.hub();
    ModuleClient module =
        new ModuleClient(
            hub.registerModule("pump-9", "camera").connectionString(),
            IotHubClientProtocol.MQTT,
            options());
    module.open(true);
    try {
      CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
      module.sendEvent(new Message("1"), "alarms");
      module.sendEvent(new Message("2"), "alarms", 20_000);
      module.sendEventAsync(
          new Message("3"),
          (message, failure, context) -> acknowledged.complete(failure == null),
          null,
          "alarms");
      assertThat(acknowledged.get(5, TimeUnit.MINUTES)).isTrue();
      assertThat(hub.telemetry("pump-9")).hasSize(3);
    } finally {
      module.close();
    }
  }

  private static ClientOptions options() {
    return ClientOptions.builder().sslContext(SHARED.hub().sslContext()).build();
  }

  /** The SDK takes the port of the WebSocket from a gateway's name only. */
  private static String at(IotHubClientProtocol protocol, String connectionString) {
    LocalHub hub = SHARED.hub();
    return protocol == IotHubClientProtocol.MQTT
        ? connectionString
        : connectionString + ";GatewayHostName=" + hub.address() + ":" + hub.restPort();
  }
}
