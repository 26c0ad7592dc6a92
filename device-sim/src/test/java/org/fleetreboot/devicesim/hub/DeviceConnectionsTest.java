package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clients may connect over MQTT, and when the hub disconnects them. */
class DeviceConnectionsTest {
  private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
  private static LocalHub hub;
  private static DeviceIdentity pump;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    pump = hub.register("pump-7");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves(
      value = "Connect a device",
      errors = {"CONNACK 1", "CONNACK 2", "CONNACK 4", "CONNACK 5"})
  @ParameterizedTest(name = "level {0}, client {1}, user {2}: {3}")
  @CsvSource({
    "4, pump-7, HOST/pump-7/?api-version=2020-09-30, 0",
    "4, pump-7, LOCAL.azure-devices.net/pump-7/?api-version=2020-09-30, 0",
    "3, pump-7, HOST/pump-7/?api-version=2020-09-30, 1",
    "9, pump-7, HOST/pump-7/?api-version=2020-09-30, 1",
    "4, pump-7/module, HOST/pump-7/module/?api-version=2020-09-30, 5",
    "4, pump-7/module, HOST/pump-7/?api-version=2020-09-30, 4",
    "4, pump-7/, HOST/pump-7/?api-version=2020-09-30, 2",
    "4, a/b/c, HOST/a/b/c/?api-version=2020-09-30, 2",
    "4, pump-7, HOST/pump-7/api-version=2016-11-14, 0",
    "4, pump-7, HOST/pump-7/?DeviceClientType=x&api-version=2020-09-30, 0",
    "4, pump-7, HOST/pump-7, 4",
    "4, pump-7, HOST/pump-7/, 4",
    "4, pump-7, HOST/pump-7/?api-version=, 4",
    "4, pump-7, HOST/pump-7/?DeviceClientType=x, 4",
    "4, pump-7, pump-7, 4",
    "4, pump-7, HOST/pump-8/?api-version=2020-09-30, 4",
    "4, pump-7, other.azure-devices.net/pump-7/?api-version=2020-09-30, 4",
    "4, nobody, HOST/nobody/?api-version=2020-09-30, 5",
  })
  void connackSaysWhy(int level, String clientId, String user, int code) throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(
              mqtt.connect(
                  level,
                  60,
                  clientId,
                  user.replace("HOST", hub.address()).replace("LOCAL", hub.name()),
                  PahoDevice.token(hub, pump, FAR)))
          .isEqualTo(code);
    }
  }

  @Proves("Connect a device")
  @Test
  void theModelThatADeviceNamesIsInItsTwin() throws Exception {
    hub.register("model-1");
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String user =
          hub.address()
              + "/model-1/?api-version=2020-09-30&model-id=dtmi%3Acom%3Aexample%3APump%3B1";
      assertThat(
              mqtt.connect(
                  4, 60, "model-1", user, PahoDevice.token(hub, hub.register("model-1"), FAR)))
          .isZero();
    }
    RestProbe owner = RestProbe.owner(hub);
    assertThat(owner.send("GET", "/twins/model-1", "").json().path("modelId").asText())
        .isEqualTo("dtmi:com:example:Pump;1");
    assertThat(
            owner
                .send(
                    "POST",
                    "/devices/query",
                    "{\"query\":\"SELECT * FROM devices WHERE modelId ="
                        + " 'dtmi:com:example:Pump;1'\"}")
                .json())
        .hasSize(1);
    assertThat(
            RestProbe.owner(hub).send("GET", "/twins/pump-7", "").json().path("modelId").asText())
        .isEmpty();
  }

  @Test
  void aBadSignatureAnOldTokenAndAnothersTokenAreNotAuthorized() throws Exception {
    String good = PahoDevice.token(hub, pump, FAR);
    assertThat(connack(good.replace("sig=", "sig=A"))).isEqualTo(5);
    assertThat(connack("secret")).isEqualTo(5);
    assertThat(connack("SharedAccessSignature sr=%ZZ&sig=AAAA&se=4102444800")).isEqualTo(5);
    assertThat(connack(PahoDevice.token(hub, pump, Instant.EPOCH))).isEqualTo(5);
    assertThat(connack(PahoDevice.token(hub, hub.register("pump-8"), FAR))).isEqualTo(5);
    assertThat(connack(good)).isZero();
  }

  @ParameterizedTest(name = "sr={0}: {1}")
  @CsvSource({
    "HOST, 0",
    "HOST/devices, 0",
    "HOST/devices/pump-7, 0",
    "HOST%2Fdevices%2Fpump-7, 0",
    "HOST%2fdevices%2fpump-7%2fapi-version%3d2016-11-14, 0",
    "HOST/devices/pump-7/modules/m, 5",
    "HOST/devices/pump, 5",
    "HOST/devices/pump-8, 5",
    "HOST/twins/pump-7, 5",
    "other.azure-devices.net/devices/pump-7, 5",
  })
  void aTokensResourceIsAPrefixOfTheDevicesOwn(String resource, int code) throws Exception {
    String sr = resource.replace("HOST", hub.address());
    assertThat(connack(PahoDevice.token(sr, pump.sharedAccessKey(), FAR))).isEqualTo(code);
  }

  @Proves("Telemetry")
  @ParameterizedTest
  @ValueSource(strings = {"a#b", "a+b", "a%62?@$'", "a%23b"})
  void telemetryOfAnIdWithWildcardsIsTakenOnItsEncodedTopic(String id) throws Exception {
    long before = hub.counters().getOrDefault(Count.TELEMETRY, 0L);
    DeviceIdentity identity = hub.register(id);
    String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
    try (PahoDevice device = new PahoDevice(hub, identity).connect()) {
      device.publish("devices/" + encoded + "/messages/events/", "1");
      device.subscribe("devices/" + encoded + "/messages/devicebound/#");
      if (id.indexOf('#') < 0 && id.indexOf('+') < 0) {
        device.publish("devices/" + id + "/messages/events/", "2");
      } else {
        device.publish("devices/" + encoded + "/messages/events/a=b", "2");
      }
    }
    assertThat(hub.counters()).containsEntry(Count.TELEMETRY, before + 2);
  }

  @Test
  void aDisabledDeviceIsHungUpOnAndNotLetInAgain() throws Exception {
    DeviceIdentity valve = hub.register("valve-1");
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(mqtt.connect(hub, valve)).isZero();
      RestProbe.Reply reply =
          RestProbe.owner(hub)
              .send("PUT", "/devices/valve-1", "{\"status\":\"disabled\"}", "If-Match", "*");
      assertThat(reply.json().path("status").asText()).isEqualTo("disabled");
      mqtt.awaitClosed();
      assertThat(RawMqtt.connectAndLeave(hub, valve)).isEqualTo(5);
    }
  }

  @Test
  void theNewerConnectionOfADeviceTakesOver() throws Exception {
    DeviceIdentity twice = hub.register("twice-1");
    try (RawMqtt older = new RawMqtt(hub);
        RawMqtt newer = new RawMqtt(hub)) {
      assertThat(older.connect(hub, twice)).isZero();
      assertThat(newer.connect(hub, twice)).isZero();
      older.awaitClosed();
      newer.send(0xC0, new byte[0]);
      assertThat(newer.read()).isEqualTo(0xD0);
      assertThat(connectionState("twice-1")).isEqualTo("Connected");
    }
    Awaitility.await()
        .until(() -> connectionState("twice-1").toLowerCase(Locale.ROOT).equals("disconnected"));
  }

  @Test
  void silenceBeyondTheKeepAliveEndsTheConnection() throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String token = PahoDevice.token(hub, pump, FAR);
      String user = hub.address() + "/pump-7/?api-version=x";
      assertThat(mqtt.connect(4, 1, "pump-7", user, token)).isZero();
      mqtt.awaitClosed();
    }
  }

  @Test
  void theConnectionEndsWithItsToken() throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String token = PahoDevice.token(hub, pump, Instant.now().plusSeconds(2));
      String user = hub.address() + "/pump-7/?api-version=x";
      assertThat(mqtt.connect(4, 60, "pump-7", user, token)).isZero();
      mqtt.awaitClosed();
    }
  }

  @Proves("Telemetry")
  @Test
  void telemetryIsAcknowledgedAndCounted() throws Exception {
    long before = hub.counters().getOrDefault(Count.TELEMETRY, 0L);
    try (PahoDevice device = new PahoDevice(hub, hub.register("meter-1")).connect()) {
      device.publish("devices/meter-1/messages/events/a=b&c=d", "any bytes");
    }
    assertThat(hub.counters()).containsEntry(Count.TELEMETRY, before + 1);
  }

  @Test
  void aTopicThatIsNotSupportedEndsTheConnection() throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(mqtt.connect(hub, hub.register("odd-1"))).isZero();
      byte[] topic = "any/topic".getBytes(StandardCharsets.UTF_8);
      byte[] body = new byte[topic.length + 2];
      body[1] = (byte) topic.length;
      System.arraycopy(topic, 0, body, 2, topic.length);
      mqtt.send(0x30, body);
      mqtt.awaitClosed();
    }
  }

  @Test
  void aFilterThatIsNotSupportedIsRefusedInSuback() throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(mqtt.connect(hub, hub.register("odd-2"))).isZero();
      mqtt.send(0x82, new byte[] {0, 7, 0, 1, '#', 1});
      int[] suback = {mqtt.read(), mqtt.read(), mqtt.read(), mqtt.read(), mqtt.read()};
      assertThat(suback).containsExactly(0x90, 3, 0, 7, 0x80);
    }
  }

  private static int connack(String password) throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      return mqtt.connect(4, 60, "pump-7", hub.address() + "/pump-7/?api-version=x", password);
    }
  }

  private static String connectionState(String id) {
    return RestProbe.owner(hub)
        .send("GET", "/twins/" + id, "")
        .json()
        .path("connectionState")
        .asText();
  }
}
