package org.fleetreboot.devicesim.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Bytes over TLS, for requests that no HTTP client would send. */
final class RawHttp {
  private RawHttp() {}

  /** Sends a request and reads one answer with a Content-Length. */
  static RestProbe.Reply exchange(LocalHub hub, String request) {
    try (Socket socket =
        hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static RestProbe.Reply read(InputStream in) throws IOException {
    String head = head(in);
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
            .findFirst()
            .orElse(0);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new RestProbe.Reply(status, body, HttpHeaders.of(Map.of(), (name, value) -> true));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The hub closed the connection after: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }
}
