package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that is switched while it runs, by another program. */
class ControlTest {
  private static final ManualClock CLOCK = ManualClock.atNow();
  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).clock(CLOCK).start();
    owner = RestProbe.owner(hub);
    hub.register("pump-7");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @AfterEach
  void asItWas() {
    hub.clearFaults();
    hub.throttles(false);
  }

  @Test
  void aFaultIsSetAndCalledOff() throws Exception {
    RestProbe.Reply armed =
        control(
            "POST", "/faults", "{\"fault\":\"server-busy\",\"on\":[\"twin-read\"],\"times\":2}");
    assertThat(armed.status()).isEqualTo(200);
    assertThat(armed.json().path("faults").size()).isEqualTo(1);
    assertThat(twin().status()).isEqualTo(503);
    assertThat(control("DELETE", "/faults", "").json().path("faults").size()).isZero();
    assertThat(twin().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"server-busy\",\"on\":[\"method\",\"twin-read\"],\"times\":2}",
        "{\"fault\":\"late 1500ms\",\"device\":\"pump-7\",\"skip\":1,\"rate\":0.25}",
        "{\"fault\":\"push-late 90s\",\"device\":\"pump-7\",\"module\":\"camera\"}",
        "{\"fault\":\"slow-tls 2h\",\"after\":\"5m\",\"until\":\"3h\"}",
        "{\"fault\":\"connection-refused 3\",\"after\":\"1ms\",\"until\":\"1s\"}",
        "{\"fault\":\"twin-refused 429\",\"to\":\"2027-01-01T00:00:00Z\"}",
        "{\"fault\":\"delivered-then-not-online\",\"from\":\"2027-01-01T00:00:00Z\"}",
        "{\"fault\":\"push-lost\"}",
      })
  void theStateShowsAFaultAsItIsWritten(String entry) throws Exception {
    assertThat(control("POST", "/faults", entry).json().path("faults").toString())
        .isEqualTo("[" + entry + "]");
    assertThat(control("GET", "/state", "").json().path("faults").toString())
        .isEqualTo("[" + entry + "]");
  }

  @ParameterizedTest
  @MethodSource
  void aFaultForADeviceThatCannotBeIsRefused(String key, String id) throws Exception {
    RestProbe.Reply refused =
        control(
            "POST",
            "/faults",
            "{\"fault\":\"server-busy\",\"device\":\"pump-7\",\"module\":\"camera\"}"
                .replaceFirst("(\"" + key + "\":\")[^\"]*", "$1" + id));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains(key + ": '" + id.substring(0, Math.min(id.length(), 100)))
        .contains("is not 1 to 128 of the characters");
    assertThat(hub.faults()).isEmpty();
  }

  static Stream<Arguments> aFaultForADeviceThatCannotBeIsRefused() {
    return Stream.of(
        Arguments.of("device", "pump 7"),
        Arguments.of("device", "x".repeat(129)),
        Arguments.of("device", "pump/7"),
        Arguments.of("device", ""),
        Arguments.of("module", "camera/1"));
  }

  @Test
  void aFaultThatIsNoneIsRefusedWithItsKey() throws Exception {
    RestProbe.Reply refused = control("POST", "/faults", "{\"fault\":\"late soon\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("fault: invalid duration 'soon'");
    assertThat(control("POST", "/faults", "{").status()).isEqualTo(400);
  }

  @Test
  void throttlesAreSwitched() throws Exception {
    assertThat(
            control("PUT", "/throttles", "{\"inForce\":true}").json().path("throttles").asBoolean())
        .isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(twin().status()).isEqualTo(200);
    }
    assertThat(twin().status()).isEqualTo(429);
    control("PUT", "/throttles", "{\"inForce\":false}");
    assertThat(twin().status()).isEqualTo(200);
    assertThat(control("PUT", "/throttles", "{}").status()).isEqualTo(400);
  }

  @Test
  void aDeviceIsDisconnected() throws Exception {
    try (RawMqtt device = new RawMqtt(hub)) {
      assertThat(device.connect(hub, hub.register("pump-8"))).isZero();
      assertThat(control("POST", "/devices/pump-8/disconnect", "").text())
          .isEqualTo("{\"disconnected\":true}");
      device.awaitClosed();
    }
    assertThat(control("POST", "/devices/nobody/disconnect", "").text())
        .isEqualTo("{\"disconnected\":false}");
  }

  @Test
  void aManualClockIsMoved() throws Exception {
    Instant before = CLOCK.instant();
    assertThat(control("POST", "/clock", "{\"advance\":\"5m\"}").json().path("now").asText())
        .isEqualTo(before.plus(Duration.ofMinutes(5)).toString());
    assertThat(CLOCK.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
    assertThat(control("POST", "/clock", "{\"advance\":\"-5m\"}").status()).isEqualTo(400);
  }

  @Test
  void theRealTimeIsNot() throws Exception {
    try (LocalHub real = LocalHub.builder().start()) {
      RestProbe.Reply refused =
          send(real, "POST", "/clock", "{\"advance\":\"5m\"}", real.address(), real.controlToken());
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("start it with a manual clock");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /faults",
    "DELETE, /faults",
    "PUT, /throttles",
    "POST, /clock",
    "POST, /devices/pump-7/disconnect",
    "POST, /anything",
  })
  void nothingIsSwitchedWithoutTheToken(String method, String path) throws Exception {
    assertThat(send(hub, method, path, "{}", hub.address(), "wrong").status()).isEqualTo(401);
    assertThat(send(hub, method, path, "{}", hub.address(), "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", ""})
  void nothingIsSwitchedOrToldUnderANameThatIsNotTheHubs(String host) throws Exception {
    RestProbe.Reply refused = send(hub, "DELETE", "/faults", "", host, hub.controlToken());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).contains("Use the hub's address as Host");
    for (String path : List.of("/calls", "/counters", "/state")) {
      assertThat(send(hub, "GET", path, "", host, "").status()).isEqualTo(401);
    }
  }

  @Test
  void whatHappenedIsStillToldToAnybody() throws Exception {
    assertThat(send(hub, "GET", "/calls", "", "localhost", "").status()).isEqualTo(200);
    assertThat(send(hub, "GET", "/counters", "", "localhost", "").status()).isEqualTo(200);
    assertThat(send(hub, "GET", "/state", "", "localhost", "").json().path("throttles").asBoolean())
        .isFalse();
  }

  @Test
  void aPathThatIsNoneIsAnsweredWithThoseThereAre() throws Exception {
    RestProbe.Reply unknown = control("POST", "/anything", "");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("POST /anything").contains("POST and DELETE /faults");
  }

  private static RestProbe.Reply twin() {
    return owner.send("GET", "/twins/pump-7", "");
  }

  private static RestProbe.Reply control(String method, String path, String body)
      throws IOException {
    return send(
        hub, method, path, body, hub.address() + ":" + hub.testUrl().getPort(), hub.controlToken());
  }

  /** With a custom Host, as a browser sends it after DNS rebinding. */
  private static RestProbe.Reply send(
      LocalHub to, String method, String path, String body, String host, String token)
      throws IOException {
    try (Socket socket = new Socket(to.address(), to.testUrl().getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return RawHttp.read(socket.getInputStream());
    }
  }
}
