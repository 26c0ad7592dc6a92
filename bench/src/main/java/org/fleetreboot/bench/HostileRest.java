package org.fleetreboot.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.jspecify.annotations.Nullable;

/** Sends requests with one or several faults, and checks how they are refused. */
final class HostileRest implements AutoCloseable {
  private static final int ANSWER_MILLIS = 2_000;
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW", "get", "\u0000");
  private static final List<String> PATHS =
      List.of(
          "/devices/ID",
          "/devices",
          "/twins/ID",
          "/twins/ID/methods",
          "/devices/ID/modules/ID",
          "/devices/ID/commands",
          "/devices/query",
          "/jobs/v2/ID",
          "/statistics/devices",
          "/$iothub/websocket",
          "/$servicebus/websocket",
          "/ID");
  private static final List<String> IDS =
      List.of(
          "fuzzed-1",
          "nobody",
          "..",
          "%2e%2e",
          "..%2f..%2fetc%2fpasswd",
          "%00",
          "a%0d%0aX:y",
          "%",
          "%zz",
          "%ff%fe",
          "a/../b",
          "",
          "%20",
          "a?b",
          "a#b",
          "$iothub",
          "%F0%9F%92%A5",
          "+",
          "*");
  private static final List<String> BODIES =
      List.of(
          "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":5,\"payload\":{\"a\":[1,2]}}",
          "{\"tags\":{\"a\":1},\"properties\":{\"desired\":{\"b\":{\"c\":null}}}}",
          "{\"deviceId\":\"fuzzed-1\",\"status\":\"enabled\",\"authentication\":{\"type\":\"sas\"}}",
          "{\"query\":\"SELECT * FROM devices WHERE tags.a = 1 AND NOT is_defined(tags.b)\"}",
          "{\"jobId\":\"j\",\"type\":\"scheduleUpdateTwin\",\"updateTwin\":{\"etag\":\"*\"}}",
          "[".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "{\"tags\":{\"n\":1e999999999}}",
          "\uFEFF{}",
          "null",
          "");

  private final LocalHub hub;
  private final Random random;
  private final Map<String, Integer> answers = new TreeMap<>();
  private @Nullable Socket socket;
  // Belongs to the last request.
  private boolean whole;
  private boolean head;

  HostileRest(LocalHub hub, Random random) {
    this.hub = hub;
    this.random = random;
  }

  /** How often each status came; {@code closed} and {@code pending} if none did. */
  Map<String, Integer> answers() {
    return answers;
  }

  /** Sends one request. */
  void next() throws IOException {
    byte[] request = request();
    String answer = answer(request);
    answers.merge(answer, 1, Integer::sum);
    if (answer.startsWith("500")) {
      throw new GuaranteeViolation(
          "The hub failed at: " + new String(request, StandardCharsets.ISO_8859_1));
    }
  }

  private String answer(byte[] request) throws IOException {
    Socket connection = connection();
    try {
      connection.getOutputStream().write(request);
      if (!whole) {
        // The hub would wait for the rest.
        close();
        return "cut off";
      }
      String status = status(connection.getInputStream());
      if (status.isEmpty() || random.nextInt(20) == 0) {
        close();
      }
      return status.isEmpty() ? "closed" : status;
    } catch (SocketTimeoutException stillWaits) {
      close();
      return "pending";
    } catch (IOException hungUp) {
      close();
      return "closed";
    }
  }

  private byte[] request() {
    String path = pick(PATHS).replace("ID", pick(IDS));
    byte[] body = damaged(pick(BODIES).getBytes(StandardCharsets.UTF_8));
    String method = pick(METHODS);
    head = "HEAD".equals(method);
    whole = true;
    StringBuilder lines = new StringBuilder();
    lines.append(method).append(' ').append(path);
    lines.append(random.nextInt(8) == 0 ? "?top=%ZZ&a=b" : "?api-version=2021-04-12");
    lines.append(random.nextInt(50) == 0 ? " HTTP/9.9\r\n" : " HTTP/1.1\r\nHost: x\r\n");
    if (random.nextInt(10) > 0) {
      lines.append("Authorization: Bearer x\r\n");
    } else {
      lines.append("Authorization: SharedAccessSignature sr=%ZZ&sig=A&se=99999999999999999999\r\n");
    }
    switch (random.nextInt(10)) {
      case 0 -> lines.append("If-Match: \"\u00ff\"\r\n");
      case 1 -> lines.append("X-HTTP-Method-Override: PATCH\r\n");
      case 2 -> lines.append("x-ms-max-item-count: -1\r\nx-ms-continuation: AAAA\r\n");
      case 3 -> lines.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
      case 4 -> lines.append("X: ").append("x".repeat(random.nextInt(12_000))).append("\r\n");
      default -> {
        // None of these.
      }
    }
    if (random.nextInt(30) == 0) {
      lines.append("Transfer-Encoding: chunked\r\n");
      whole = false;
    } else {
      int lie = random.nextInt(40) == 0 ? random.nextInt(5) - 2 : 0;
      whole = lie == 0;
      lines.append("Content-Length: ").append(body.length + lie).append("\r\n");
    }
    byte[] start = lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    boolean damage = random.nextInt(40) == 0;
    whole &= !damage;
    request.writeBytes(damage ? damaged(start) : start);
    request.writeBytes(body);
    return request.toByteArray();
  }

  private byte[] damaged(byte[] bytes) {
    byte[] copy = bytes.clone();
    if (copy.length > 0 && random.nextInt(3) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
    }
    return copy;
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Socket connection() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort());
      open.setSoTimeout(ANSWER_MILLIS);
      open.setTcpNoDelay(true);
      socket = open;
    }
    return open;
  }

  /** The status of an answer, read to its end; empty if there was none. */
  private String status(InputStream in) throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    while (!start.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      start.write(next);
    }
    String text = start.toString(StandardCharsets.ISO_8859_1);
    for (String line : text.split("\r\n", -1)) {
      if (!head && line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).trim()));
      }
    }
    return text.split(" ", 3)[1];
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
