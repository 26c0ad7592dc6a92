package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.parity.message.CloudMessage;
import org.fleetreboot.devicesim.hub.parity.message.MessageOutcome;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloud-to-device messages. */
class CloudMessagesTest {
  private static LocalHub hub;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves("Cloud-to-device messages")
  @Test
  void microsoftsDeviceSdkReceivesAMessageWithItsPropertiesAndAcknowledgesIt() throws Exception {
    try (LocalHub real = LocalHub.builder().start()) {
      DeviceClient device =
          new DeviceClient(
              real.register("pump-7").connectionString(),
              IotHubClientProtocol.MQTT,
              ClientOptions.builder().sslContext(real.sslContext()).build());
      BlockingQueue<Message> received = new LinkedBlockingQueue<>();
      CompletableFuture<MessageOutcome> before =
          real.send("pump-7", CloudMessage.of("sent before it came").withId("m-1"));
      device.setMessageCallback(
          (message, context) -> {
            received.add(message);
            return IotHubMessageResult.COMPLETE;
          },
          null);
      device.open(true);
      try {
        assertThat(before.get(5, TimeUnit.MINUTES)).isEqualTo(MessageOutcome.COMPLETED);
        assertThat(received.take().getMessageId()).isEqualTo("m-1");
        CompletableFuture<MessageOutcome> after =
            real.send(
                "pump-7",
                CloudMessage.of("{\"a\":1}").with("$.ct", "application/json").with("k&y", "v=1 ü"));
        Message second = received.poll(5, TimeUnit.MINUTES);
        assertThat(second.getProperty("k&y")).isEqualTo("v=1 ü");
        assertThat(second.getContentType()).isEqualTo("application/json");
        assertThat(new String(second.getBytes(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(after.get(5, TimeUnit.MINUTES)).isEqualTo(MessageOutcome.COMPLETED);
        assertThat(real.waitingMessages("pump-7")).isZero();
      } finally {
        device.close();
      }
    }
  }

  @Test
  void messagesComeInTheirOrderOnTheTopicOfTheirDevice() throws Exception {
    try (PahoDevice device = new PahoDevice(hub, hub.register("a+b")).connect()) {
      device.subscribe("devices/a%2Bb/messages/devicebound/#");
      hub.send("a+b", CloudMessage.of("1"));
      hub.send("a+b", CloudMessage.of("2"));
      PahoDevice.Received first = device.next();
      assertThat(first.topic())
          .isEqualTo(
              "devices/a%2Bb/messages/devicebound/%24.to=%2Fdevices%2Fa%2Bb%2Fmessages%2Fdevicebound");
      assertThat(first.payload()).isEqualTo("1");
      assertThat(device.next().payload()).isEqualTo("2");
      Awaitility.await().until(() -> hub.waitingMessages("a+b") == 0);
    }
  }

  @Proves("Cloud-to-device messages")
  @Test
  void aMessageThatIsNotAcknowledgedComesAgainWithTheNextConnectionUntilItWasSentTenTimes()
      throws Exception {
    DeviceIdentity mute = hub.register("mute-1");
    CompletableFuture<MessageOutcome> outcome = hub.send("mute-1", CloudMessage.of("again"));
    for (int i = 0; i < 10; i++) {
      assertThat(outcome).isNotDone();
      try (RawMqtt device = new RawMqtt(hub)) {
        assertThat(device.connect(hub, mute)).isZero();
        device.subscribe("devices/mute-1/messages/devicebound/#");
        assertThat(device.nextPacket()).isEqualTo(0x90);
        assertThat(device.nextPacket()).isEqualTo(0x32);
      }
    }
    try (RawMqtt device = new RawMqtt(hub)) {
      assertThat(device.connect(hub, mute)).isZero();
      device.subscribe("devices/mute-1/messages/devicebound/#");
      assertThat(outcome.get(5, TimeUnit.MINUTES))
          .isEqualTo(MessageOutcome.DELIVERY_COUNT_EXCEEDED);
    }
  }

  @Proves("Cloud-to-device messages")
  @Test
  void aMessageExpiresWhenItsTimeToLiveIsOver() throws Exception {
    ManualClock clock = ManualClock.atNow();
    try (LocalHub timed = LocalHub.builder().clock(clock).start()) {
      expire(timed, clock);
    }
  }

  private static void expire(LocalHub timed, ManualClock clock) {
    timed.register("away-1");
    CompletableFuture<MessageOutcome> hour = timed.send("away-1", CloudMessage.of("an hour"));
    CompletableFuture<MessageOutcome> minute =
        timed.send("away-1", CloudMessage.of("a minute").withTimeToLive(Duration.ofMinutes(1)));
    clock.advance(Duration.ofMinutes(1));
    assertThat(minute.join()).isEqualTo(MessageOutcome.EXPIRED);
    assertThat(hour).isNotDone();
    clock.advance(Duration.ofMinutes(59));
    assertThat(hour.join()).isEqualTo(MessageOutcome.EXPIRED);
  }

  @Proves(
      value = "Cloud-to-device messages",
      errors = {"403004", "404001", "413001"})
  @Test
  void theFiftyFirstMessageAndOneOverSixtyFourKilobytesAreRefused() {
    hub.register("full-1");
    for (int i = 0; i < 50; i++) {
      hub.send("full-1", CloudMessage.of("x"));
    }
    assertThat(refusal("full-1", "x"))
        .hasMessageContaining("50 messages")
        .extracting(HubRefusal::error)
        .isEqualTo(HubError.QUEUE_FULL);
    assertThat(refusal("full-1", "x".repeat(65_537)))
        .hasMessageContaining("65536")
        .extracting(HubRefusal::error)
        .isEqualTo(HubError.MESSAGE_TOO_LARGE);
    assertThat(refusal("nobody", "x").error()).isEqualTo(HubError.DEVICE_NOT_FOUND);
    RestProbe.Reply purged = RestProbe.owner(hub).send("DELETE", "/devices/full-1/commands", "");
    assertThat(purged.json().path("totalMessagesPurged").asInt()).isEqualTo(50);
    assertThat(hub.waitingMessages("full-1")).isZero();
  }

  private static HubRefusal refusal(String device, String text) {
    return catchThrowableOfType(HubRefusal.class, () -> hub.send(device, CloudMessage.of(text)));
  }

  @Test
  void identityTwinAndQueriesCountTheMessagesThatWait() throws Exception {
    DeviceIdentity identity = hub.register("counted-1");
    assertCounted("counted-1", 0);
    hub.send("counted-1", CloudMessage.of("1"));
    hub.send("counted-1", CloudMessage.of("2"));
    assertCounted("counted-1", 2);
    try (PahoDevice device = new PahoDevice(hub, identity).connect()) {
      device.subscribe("devices/counted-1/messages/devicebound/#");
      Awaitility.await().until(() -> hub.waitingMessages("counted-1") == 0);
    }
    assertCounted("counted-1", 0);
  }

  private static void assertCounted(String device, int count) {
    RestProbe owner = RestProbe.owner(hub);
    String query =
        "{\"query\":\"SELECT * FROM devices WHERE deviceId = '%s' AND cloudToDeviceMessageCount = %d\"}"
            .formatted(device, count);
    assertThat(counted(owner.send("GET", "/devices/" + device, ""))).isEqualTo(count);
    assertThat(counted(owner.send("GET", "/twins/" + device, ""))).isEqualTo(count);
    assertThat(owner.send("POST", "/devices/query", query).json()).hasSize(1);
  }

  private static int counted(RestProbe.Reply reply) {
    return reply.json().path("cloudToDeviceMessageCount").asInt(-1);
  }

  @Test
  void aDeviceThatIsAddedAnewGetsNoMessageOfTheOneBefore() {
    hub.register("anew-1");
    hub.send("anew-1", CloudMessage.of("old"));
    RestProbe.owner(hub).send("DELETE", "/devices/anew-1", "", "If-Match", "*");
    hub.register("anew-1");
    assertThat(hub.waitingMessages("anew-1")).isZero();
  }

  @Test
  void messagesOutliveARestartWithADataDirectory(@TempDir Path data) throws Exception {
    try (LocalHub first = LocalHub.builder().data(data).start()) {
      first.register("pump-7");
      first.send("pump-7", CloudMessage.of("kept").withId("m-1").with("k", "v"));
    }
    try (LocalHub second = LocalHub.builder().data(data).plainPort(0).start();
        PahoDevice device = new PahoDevice(second, second.register("pump-7")).connect()) {
      assertThat(second.waitingMessages("pump-7")).isEqualTo(1);
      device.subscribe("devices/pump-7/messages/devicebound/#");
      PahoDevice.Received message = device.next();
      assertThat(message.payload()).isEqualTo("kept");
      assertThat(message.topic()).contains("%24.mid=m-1&").endsWith("&k=v");
      Awaitility.await().until(() -> second.waitingMessages("pump-7") == 0);
    }
  }
}
