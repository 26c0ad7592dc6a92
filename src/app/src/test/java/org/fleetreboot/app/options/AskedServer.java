package org.fleetreboot.app.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that has nothing against anything, and remembers what it was asked. */
final class AskedServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private AskedServer(HttpServer server) {
    this.server = server;
  }

  static AskedServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AskedServer asked = new AskedServer(http);
    http.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          asked.requests.add(exchange.getRequestMethod() + " " + body);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
    return asked;
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/idle";
  }

  /** The method and the body of each. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
