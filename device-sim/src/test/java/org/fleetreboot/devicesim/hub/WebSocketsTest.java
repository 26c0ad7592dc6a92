package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MQTT over WebSockets, on the port of the REST API. */
class WebSocketsTest {
  private static final String UPGRADE =
      String.join(
          "\r\n",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13",
          "");
  private static LocalHub hub;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves("Connect a device")
  @Test
  void microsoftsDeviceSdkConnectsSendsAndAnswersOverWebSockets() throws Exception {
    DeviceIdentity pump = hub.register("pump-7");
    // The SDK takes the port of the WebSocket from a gateway's name only.
    DeviceClient device =
        new DeviceClient(
            pump.connectionString() + ";GatewayHostName=" + hub.address() + ":" + hub.restPort(),
            IotHubClientProtocol.MQTT_WS,
            ClientOptions.builder().sslContext(hub.sslContext()).build());
    device.open(true);
    try {
      device.sendEvent(new Message("x".repeat(100_000)));
      assertThat(hub.telemetry("pump-7").get(0).text()).hasSize(100_000);
      device.subscribeToMethods(
          (method, payload, context) -> new DirectMethodResponse(200, "done"), null);
      CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(hub).invoke("pump-7", 30, 10);
      assertThat(reply.join().json().path("payload").asText()).isEqualTo("done");
    } finally {
      device.close();
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({
    "/$iothub/websocket?iothub-no-client-cert=true, amqp, 404, mqtt",
    "/$servicebus/websocket?iothub-no-client-cert=true, mqtt, 404, AMQP is not supported",
  })
  void whatIsNotMqttIsRefusedByName(String path, String protocol, int status, String reason) {
    RestProbe.Reply reply =
        RawHttp.exchange(
            hub,
            "GET "
                + path
                + " HTTP/1.1\r\n"
                + UPGRADE
                + "Sec-WebSocket-Protocol: "
                + protocol
                + "\r\n\r\n");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text()).contains(reason);
  }

  @Test
  void aPlainRequestForTheSocketIsRefused() {
    assertThat(RestProbe.owner(hub).send("GET", "/$iothub/websocket", "").status()).isEqualTo(404);
  }
}
