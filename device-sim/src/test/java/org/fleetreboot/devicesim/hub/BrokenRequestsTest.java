package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes in, the hub still serves after it. */
class BrokenRequestsTest {
  private static LocalHub hub;
  private static PahoDevice device;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    device = new PahoDevice(hub, hub.register("pump-7")).connect().subscribe(PahoDevice.METHODS);
  }

  @AfterAll
  static void stop() throws Exception {
    device.close();
    hub.close();
  }

  @AfterEach
  void itStillServes() throws Exception {
    CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(hub).invoke("pump-7", 20, 0);
    device.answer(device.next(), 200, "{}");
    assertThat(reply.join().status()).isEqualTo(200);
  }

  @Test
  void randomBytesOverMqtt() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(200)];
      random.nextBytes(garbage);
      try (RawMqtt mqtt = new RawMqtt(hub)) {
        mqtt.sendBytes(garbage);
      }
    }
  }

  @Test
  void randomBytesAfterAGoodConnect() throws Exception {
    Random random = new Random(8);
    DeviceIdentity fuzzed = hub.register("fuzzed-1");
    for (int i = 0; i < 100; i++) {
      byte[] garbage = new byte[1 + random.nextInt(100)];
      random.nextBytes(garbage);
      try (RawMqtt mqtt = new RawMqtt(hub)) {
        assertThat(mqtt.connect(hub, fuzzed)).isZero();
        mqtt.sendBytes(garbage);
      }
    }
  }

  @Test
  void randomBytesInsteadOfTls() throws Exception {
    Random random = new Random(9);
    for (int port : new int[] {hub.restPort(), hub.mqttPort()}) {
      for (int i = 0; i < 20; i++) {
        byte[] garbage = new byte[300];
        random.nextBytes(garbage);
        try (Socket socket = new Socket(hub.address(), port)) {
          socket.getOutputStream().write(garbage);
        }
      }
    }
  }

  @Test
  void requestsThatAreNoHttpGetA400OrAreHungUpOn() throws Exception {
    String[] requests = {
      "NONSENSE\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "POST /devices/query HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
      "POST /devices/query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nA: " + "x".repeat(20_000) + "\r\n\r\n",
    };
    for (String request : requests) {
      try (Socket socket =
          hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        assertThat(statusOrClosed(socket.getInputStream()))
            .as(request.substring(0, Math.min(60, request.length())))
            .isIn(-1, 400, 404);
      }
    }
  }

  @Test
  void afterARequestThatIsNoHttpTheConnectionIsClosedAndNotLeftWithoutAnAnswer() throws Exception {
    try (Socket socket =
        hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n: \u0000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(400);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientThatLeavesWhileItsCallIsPendingHoldsNothingUp() throws Exception {
    try (Socket socket =
        hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
      String body = "{\"methodName\":\"left\",\"responseTimeoutInSeconds\":30}";
      socket
          .getOutputStream()
          .write(
              ("POST /twins/pump-7/methods HTTP/1.1\r\nAuthorization: "
                      + token()
                      + "\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(device.next().topic()).contains("/left/");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    try (Socket socket =
        hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
      socket.setSoTimeout(10_000);
      String auth = "Authorization: " + token() + "\r\n\r\n";
      socket
          .getOutputStream()
          .write(
              ("GET /twins/nobody HTTP/1.1\r\n" + auth + "GET /twins/pump-7 HTTP/1.1\r\n" + auth)
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(404);
      assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
    }
  }

  private static String token() {
    return ServiceSdk.credential(hub, hub.ownerConnectionString()).getSignature();
  }

  private static int statusOrClosed(InputStream in) {
    try {
      return RawHttp.read(in).status();
    } catch (IOException closed) {
      return -1;
    }
  }
}
