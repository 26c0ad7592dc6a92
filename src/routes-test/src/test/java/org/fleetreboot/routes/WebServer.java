package org.fleetreboot.routes;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine that keeps what it is sent, and answers what a test says. */
final class WebServer implements AutoCloseable {
  /** What came. */
  record Received(String method, String path, Headers headers, String body, int answer) {}

  final List<Received> received = new CopyOnWriteArrayList<>();
  volatile int answer = 200;

  /** The body of its answers. */
  volatile String content = "";

  private final HttpServer server;

  WebServer() {
    this(0);
  }

  WebServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Received> taken() {
    return received.stream().filter(one -> one.answer() == 200).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    int status = answer;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body,
            status));
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
