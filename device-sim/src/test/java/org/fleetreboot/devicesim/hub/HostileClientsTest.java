package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Clients that are slow, large or many on purpose; the hub hangs up on them and serves others. The
 * tests wait for its deadlines, all at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileClientsTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final int MOST_CONNECTIONS = 8;
  private static LocalHub hub;
  private static PahoDevice device;

  @BeforeAll
  static void start() throws Exception {
    hub =
        LocalHub.builder()
            .plainPort(0)
            .network(new NetworkLimits(SOON, SOON, SOON, SOON, 1000, 1000))
            .start();
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
  void halfATlsHandshakeIsHungUpOnHoweverSteadilyBytesCome() throws Exception {
    byte[] hello = {0x16, 3, 1, 1, 0, 1, 0, 0, (byte) 0xFC, 3, 3};
    for (int port : new int[] {hub.restPort(), hub.mqttPort()}) {
      try (Socket socket = new Socket(hub.address(), port)) {
        socket.getOutputStream().write(hello);
        awaitHungUp(socket, (byte) 0);
      }
    }
  }

  @Test
  void aConnectThatComesByteByByteIsHungUpOn() throws Exception {
    try (Socket socket = new Socket(hub.address(), hub.plainPort().orElseThrow())) {
      socket.getOutputStream().write(new byte[] {0x10, (byte) 0xFF, (byte) 0xFF, 0x03, 0, 4});
      awaitHungUp(socket, (byte) 'M');
    }
  }

  @Test
  void aConnectionOnWhichNothingComesIsHungUpOn() throws Exception {
    try (Socket socket = new Socket(hub.address(), hub.plainPort().orElseThrow())) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aHeaderThatComesByteByByteIsHungUpOn() throws Exception {
    try (Socket socket = rest()) {
      send(socket, "GET / HTTP/1.1\r\nX: ");
      awaitHungUp(socket, (byte) 'x');
    }
  }

  @Test
  void aBodyThatComesByteByByteIsHungUpOn() throws Exception {
    try (Socket socket = rest()) {
      send(socket, "POST /devices/query HTTP/1.1\r\nContent-Length: 900000\r\n\r\n");
      awaitHungUp(socket, (byte) 'x');
    }
  }

  @Test
  void anAnswerMayTakeLongerThanARequestAndTheNextRequestWaitsForIt() throws Exception {
    String token = ServiceSdk.credential(hub, hub.ownerConnectionString()).getSignature();
    String body = "{\"methodName\":\"slow\"}";
    String call =
        "POST /twins/pump-slow/methods HTTP/1.1\r\nAuthorization: "
            + token
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (PahoDevice slow =
            new PahoDevice(hub, hub.register("pump-slow")).connect().subscribe(PahoDevice.METHODS);
        Socket socket = rest()) {
      send(socket, call + call);
      PahoDevice.Received first = slow.next();
      Awaitility.await().pollDelay(SOON.plusSeconds(1)).until(() -> true);
      slow.answer(first, 200, "1");
      assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
      slow.answer(slow.next(), 200, "2");
      assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyOfAHundredMegabytesIs413AndNotReadToItsEnd() throws Exception {
    try (Socket socket = rest()) {
      send(socket, "POST /devices/query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> statusOf(socket));
      byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.UTF_8);
      OutputStream out = socket.getOutputStream();
      assertThat(
              catchThrowable(
                  () -> {
                    // Slow enough that the hub has the time to hang up.
                    for (int sent = 0; sent < 100 * 1024 * 1024; sent += chunk.length) {
                      out.write(chunk);
                      if (sent > 2 * 1024 * 1024) {
                        Awaitility.await().pollDelay(Duration.ofMillis(10)).until(() -> true);
                      }
                    }
                  }))
          .isInstanceOf(IOException.class);
      assertThat(status.join()).isEqualTo(413);
    }
  }

  @Test
  void aLengthOfAHundredMegabytesIs413BeforeTheBody() throws Exception {
    try (Socket socket = rest()) {
      send(socket, "POST /devices/query HTTP/1.1\r\nContent-Length: 104857600\r\n\r\n");
      assertThat(statusOf(socket)).isEqualTo(413);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void oneConnectionTooManyIsClosedAndAnotherTakenWhenOneHasGone() throws Exception {
    Duration patient = Duration.ofMinutes(1);
    NetworkLimits few =
        new NetworkLimits(patient, patient, patient, SOON, MOST_CONNECTIONS, MOST_CONNECTIONS);
    try (LocalHub small = LocalHub.builder().network(few).start()) {
      for (int port : new int[] {small.restPort(), small.mqttPort()}) {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < MOST_CONNECTIONS + 1; i++) {
          Socket socket = new Socket(small.address(), port);
          socket.setSoTimeout(100);
          sockets.add(socket);
        }
        Awaitility.await()
            .until(() -> sockets.stream().filter(HostileClientsTest::isClosed).count() == 1);
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      small.register("pump-8");
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> RestProbe.owner(small).send("GET", "/twins/pump-8", "").status() == 200);
    }
  }

  private static Socket rest() throws IOException {
    Socket socket = hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int statusOf(Socket socket) {
    try {
      return RawHttp.read(socket.getInputStream()).status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Sends a byte now and then until the hub has closed. */
  private static void awaitHungUp(Socket socket, byte drop) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !takes(socket, drop));
  }

  private static boolean takes(Socket socket, byte drop) {
    try {
      socket.getOutputStream().write(drop);
      socket.setSoTimeout(1);
      InputStream in = socket.getInputStream();
      return in.read() >= 0;
    } catch (SocketTimeoutException stillOpen) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
