package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectMethodsTest {
  private static LocalHub hub;
  private static RestProbe service;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).leastResponseTimeout(1).start();
    service = RestProbe.owner(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves("Direct methods")
  @Test
  void theDeviceSeesThePayloadAndTheCallerSeesTheAnswer() throws Exception {
    try (PahoDevice device = device("pump-1")) {
      CompletableFuture<RestProbe.Reply> reply =
          service.sendAsync(
              "POST",
              "/twins/pump-1/methods",
              "{\"methodName\":\"rebootDevice\",\"payload\":\"{\\\"method_number\\\":\\\"42\\\"}\"}");
      PahoDevice.Received call = device.next();
      assertThat(call.topic()).startsWith("$iothub/methods/POST/rebootDevice/?$rid=");
      assertThat(call.payload()).isEqualTo("\"{\\\"method_number\\\":\\\"42\\\"}\"");
      device.answer(call, 503, "{\"why\":\"busy\"}");
      assertThat(reply.join().status()).isEqualTo(200);
      assertThat(reply.join().text()).isEqualTo("{\"status\":503,\"payload\":{\"why\":\"busy\"}}");
    }
  }

  @Proves("Direct methods")
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 7, 99, 1000, 123456, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aDeviceAnswersWithAnyInt32(int status) throws Exception {
    try (PahoDevice device = device("pump-status")) {
      CompletableFuture<RestProbe.Reply> reply = service.invoke("pump-status", 10, 0);
      device.answer(device.next(), status, "{}");
      assertThat(reply.join().json().path("status").asInt(7_777)).isEqualTo(status);
      assertThat(device.connected()).isTrue();
    }
  }

  @Test
  void aCallWithoutPayloadArrivesAsNullAndAnEmptyAnswerIsNull() throws Exception {
    try (PahoDevice device = device("pump-2")) {
      CompletableFuture<RestProbe.Reply> reply = service.invoke("pump-2", 10, 0);
      PahoDevice.Received call = device.next();
      assertThat(call.payload()).isEqualTo("null");
      device.answer(call, 200, "");
      assertThat(reply.join().text()).isEqualTo("{\"status\":200,\"payload\":null}");
    }
  }

  @Proves(value = "Direct methods", errors = "404103")
  @Test
  void aDeviceThatIsNotConnectedGives404103AtOnce() {
    hub.register("absent-1");
    RestProbe.Reply reply = service.invoke("absent-1", 5, 0).join();
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorCode()).isEqualTo(404103);
    assertThat(reply.inner().path("info").path("timeout").asText()).isEqualTo("00:00:00");
    assertThat(hub.calls()).doesNotContainKey("absent-1");
  }

  @Test
  void aDeviceThatDoesNotComeWithinTheConnectTimeoutGives404103() {
    hub.register("absent-2");
    RestProbe.Reply reply = service.invoke("absent-2", 5, 1).join();
    assertThat(reply.errorCode()).isEqualTo(404103);
    assertThat(reply.inner().path("info").path("timeout").asText()).isEqualTo("00:00:01");
  }

  @Test
  void aDeviceThatListensWithinTheConnectTimeoutGetsTheCall() throws Exception {
    DeviceIdentity identity = hub.register("late-1");
    CompletableFuture<RestProbe.Reply> reply = service.invoke("late-1", 10, 30);
    try (PahoDevice device = new PahoDevice(hub, identity).connect()) {
      assertThat(reply).isNotDone();
      device.subscribe(PahoDevice.METHODS);
      device.answer(device.next(), 200, "{}");
      assertThat(reply.join().status()).isEqualTo(200);
    }
  }

  @Proves(value = "Direct methods", errors = "404103")
  @Test
  void aDeviceThatIsConnectedButDoesNotListenGives404103() throws Exception {
    try (PahoDevice device = new PahoDevice(hub, hub.register("deaf-1")).connect()) {
      assertThat(device.connected()).isTrue();
      assertThat(service.invoke("deaf-1", 5, 0).join().errorCode()).isEqualTo(404103);
    }
  }

  @Proves(value = "Direct methods", errors = "504101")
  @Test
  void aDeviceThatDoesNotAnswerGives504101AndItsLateAnswerIsOnlyCounted() throws Exception {
    try (PahoDevice device = device("mute-1")) {
      long lateBefore = late();
      RestProbe.Reply reply = service.invoke("mute-1", 1, 0).join();
      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.errorCode()).isEqualTo(504101);
      assertThat(hub.calls()).containsEntry("mute-1", 1L);
      device.answer(device.next(), 200, "{}");
      assertThat(late()).isEqualTo(lateBefore + 1);
    }
  }

  @Test
  void anotherDevicesAnswerIsNoAnswer() throws Exception {
    try (PahoDevice asked = device("asked-1");
        PahoDevice liar = device("liar-1")) {
      CompletableFuture<RestProbe.Reply> reply = service.invoke("asked-1", 10, 0);
      PahoDevice.Received call = asked.next();
      liar.answer(call, 200, "\"lie\"");
      asked.answer(call, 200, "\"truth\"");
      assertThat(reply.join().text()).contains("truth");
    }
  }

  @Proves(value = "Direct methods", errors = "502001")
  @Test
  void anAnswerThatIsNoJsonIsABadGateway() throws Exception {
    try (PahoDevice device = device("garbled-1")) {
      CompletableFuture<RestProbe.Reply> reply = service.invoke("garbled-1", 10, 0);
      device.answer(device.next(), 200, "{no json");
      assertThat(reply.join().status()).isEqualTo(502);
      assertThat(reply.join().errorCode()).isEqualTo(502001);
    }
  }

  @Proves(value = "Direct methods", errors = "404001")
  @Test
  void anAnswerOf128KilobytesIsTheLargest() throws Exception {
    try (PahoDevice device = device("wordy-1")) {
      CompletableFuture<RestProbe.Reply> largest = service.invoke("wordy-1", 10, 0);
      device.answer(device.next(), 200, '"' + "x".repeat(128 * 1024 - 2) + '"');
      assertThat(largest.join().status()).isEqualTo(200);

      CompletableFuture<RestProbe.Reply> larger = service.invoke("wordy-1", 10, 0);
      device.answer(device.next(), 200, '"' + "x".repeat(128 * 1024 - 1) + '"');
      assertThat(larger.join().status()).isEqualTo(502);
      assertThat(larger.join().errorCode()).isEqualTo(502001);
      assertThat(larger.join().text()).contains("larger than 128 KB");
    }
  }

  @Test
  void anUnknownDeviceGives404001() {
    RestProbe.Reply reply = service.invoke("nobody", 5, 0).join();
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorCode()).isEqualTo(404001);
  }

  @Proves(value = "Direct methods", errors = "404001")
  @Test
  void aDisabledDeviceGives404001AndItsTwinSaysWhy() {
    service.send("PUT", "/devices/asleep", "{\"deviceId\":\"asleep\",\"status\":\"disabled\"}");

    assertThat(service.invoke("asleep", 5, 0).join().errorCode()).isEqualTo(404001);
    assertThat(service.send("GET", "/twins/asleep", "").json().path("status").asText())
        .isEqualTo("disabled");
  }

  @Proves("Sessions")
  @Test
  void theSubscriptionOutlivesTheConnection() throws Exception {
    try (PahoDevice device = device("loyal-1")) {
      device.disconnect();
      device.connect();
      assertThat(device.sessionPresent()).isTrue();
      CompletableFuture<RestProbe.Reply> reply = service.invoke("loyal-1", 10, 0);
      device.answer(device.next(), 200, "{}");
      assertThat(reply.get(5, TimeUnit.MINUTES).status()).isEqualTo(200);
    }
  }

  @Proves("Sessions")
  @Test
  void aCleanSessionForgetsTheSubscription() throws Exception {
    try (PahoDevice device = device("forgetful-1")) {
      device.disconnect();
      device.options().setCleanSession(true);
      device.connect();
      assertThat(device.sessionPresent()).isFalse();
      assertThat(service.invoke("forgetful-1", 5, 0).join().errorCode()).isEqualTo(404103);
    }
  }

  @Proves("Direct methods")
  @Test
  void aDeviceMayAnswerOverItsNextConnection() throws Exception {
    try (PahoDevice device = device("quick-1")) {
      CompletableFuture<RestProbe.Reply> reply = service.invoke("quick-1", 20, 0);
      PahoDevice.Received call = device.next();
      device.disconnect();
      device.connect();
      device.answer(call, 200, "{}");
      assertThat(reply.join().status()).isEqualTo(200);
    }
  }

  private static PahoDevice device(String id) throws Exception {
    return new PahoDevice(hub, hub.register(id)).connect().subscribe(PahoDevice.METHODS);
  }

  private static long late() {
    return hub.counters().getOrDefault(Count.METHODS_ANSWERED_LATE, 0L);
  }
}
