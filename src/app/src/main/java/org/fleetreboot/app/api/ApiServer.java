package org.fleetreboot.app.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.RunIdTaken;
import org.fleetreboot.journal.FileJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, only on the loopback interface. A client needs the token from the file beside the
 * journal, and must use an address of this machine: a browser page whose host name resolves to this
 * machine has neither. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String PREFIX = "/api/";
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Enough for a list of a million devices; a run accepts no larger message. */
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  /** How much of a larger body is read and discarded. */
  private static final long LARGEST_REST = 256L * 1024 * 1024;

  private static final int TOO_LARGE = 413;

  /**
   * The JDK's server reads headers on these threads: with only a few, connections that send half a
   * header could block urgent commands. Further connections are closed.
   */
  private static final int MOST_THREADS = 1_000;

  private static final Duration THREAD_KEPT = Duration.ofSeconds(10);

  static {
    // Seconds for a whole request including its header; the JDK's server reads this when it is
    // loaded.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final byte[] authorization;
  private final ApiRoutes routes;
  private final Path file;
  private final UUID hold;

  private ApiServer(HttpServer server, String token, ApiRoutes routes, Path file, UUID hold) {
    this.server = server;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            THREAD_KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "api");
              thread.setDaemon(true);
              return thread;
            });
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.routes = routes;
    this.file = file;
    this.hold = hold;
  }

  /**
   * Starts it, and writes its address into the file beside the journal.
   *
   * @param port 0 for any free port
   */
  public static ApiServer start(ApiRoutes routes, FileJournal journal, int port) {
    HttpServer http;
    try {
      http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "The API cannot listen on 127.0.0.1:%d (%s): set reboot.api.port to another, or to 0 for any."
              .formatted(port, e.getMessage()),
          e);
    }
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    ApiServer api =
        new ApiServer(http, token, routes, ApiFile.beside(journal.file()), journal.hold());
    http.setExecutor(api.threads);
    http.createContext("/", api::handle);
    http.start();
    try {
      new ApiFile("http://127.0.0.1:" + http.getAddress().getPort(), token, journal.hold())
          .write(journal.file());
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
    return api;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApiResponse answer = answer(exchange);
      byte[] json = (Json.line(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set(ApiClient.PROGRAM, hold.toString());
      exchange.sendResponseHeaders(answer.status(), json.length);
      exchange.getResponseBody().write(json);
      exchange.getResponseBody().flush();
      if (answer.status() == TOO_LARGE) {
        // If the connection were closed in the middle of the body, the client would not read the
        // answer.
        throwAway(exchange.getRequestBody());
      }
    }
  }

  private static void throwAway(InputStream rest) throws IOException {
    byte[] part = new byte[64 * 1024];
    int length = 0;
    for (long taken = 0; length >= 0 && taken < LARGEST_REST; taken += length) {
      length = rest.read(part);
    }
  }

  private ApiResponse answer(HttpExchange exchange) {
    try {
      requireAllowed(exchange);
      return routes.answer(request(exchange));
    } catch (ApiRefusal e) {
      return refused(e.status, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return explained(e);
    } catch (IOException e) {
      return refused(400, "The request was cut off.");
    }
  }

  private static ApiResponse explained(RuntimeException thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String sentence = Explanation.of(thrown).sentence();
    if (cause instanceof NoSuchRun) {
      return refused(404, sentence);
    }
    if (cause instanceof ControlRefused || cause instanceof RunIdTaken) {
      return refused(409, sentence);
    }
    if (cause instanceof ProgramFailure || cause instanceof IllegalArgumentException) {
      return refused(400, sentence);
    }
    LOG.error("A request to the API failed.", thrown);
    return refused(500, sentence);
  }

  private static ApiResponse refused(int status, String message) {
    return new ApiResponse(status, Map.of("error", String.valueOf(message)));
  }

  private void requireAllowed(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (!HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
      throw new ApiRefusal(403, "Call the API at its address 127.0.0.1, not '" + host + "'.");
    }
    String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), authorization)) {
      throw new ApiRefusal(
          401,
          "Token missing or wrong. Send 'Authorization: Bearer' with the token from "
              + file.getFileName()
              + ".");
    }
  }

  private static ApiRequest request(HttpExchange exchange) throws IOException {
    String raw = exchange.getRequestURI().getRawPath();
    if (!raw.startsWith(PREFIX)) {
      throw ApiRoutes.unknown(exchange.getRequestMethod(), raw);
    }
    List<String> path = new ArrayList<>();
    for (String part : raw.substring(PREFIX.length()).split("/", -1)) {
      // In a path, a plus is literal.
      path.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    byte[] body = body(exchange);
    if (body.length > 0 && (type == null || !type.startsWith("application/json"))) {
      throw new ApiRefusal(415, "Send the body as Content-Type: application/json.");
    }
    return new ApiRequest(
        exchange.getRequestMethod(),
        path,
        ApiQuery.of(exchange.getRequestURI().getRawQuery()),
        text(body),
        exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    String announced = exchange.getRequestHeaders().getFirst("Content-Length");
    // The server has already refused a length that is not a number.
    if (announced == null || Long.parseLong(announced) <= LARGEST_BODY) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length <= LARGEST_BODY) {
        return body;
      }
    }
    throw new ApiRefusal(TOO_LARGE, "The body is larger than 16 MiB: split the list of devices.");
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiRefusal(400, "The body is not in UTF-8.");
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", file, e.getMessage());
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
