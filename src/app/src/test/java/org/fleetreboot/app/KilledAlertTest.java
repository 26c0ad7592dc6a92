package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.fleetreboot.app.local.HubFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program is killed while a receiver has been told of a device, and has not answered. */
@Execution(ExecutionMode.CONCURRENT)
class KilledAlertTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int KILLED = 137;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final HttpServer receiver;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile Runnable kill = () -> {};

  /** A request, with the id in its header. */
  private record Told(String id, JsonNode body) {
    String status() {
      return body.path("status").asText();
    }

    String run() {
      return body.path("run").asText();
    }

    String of(String field) {
      return body.path("devices").path(0).path(field).asText();
    }
  }

  KilledAlertTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    for (String file : List.of("reboot.yaml", "alerts.yaml")) {
      Files.copy(CommandLineRun.HOME.resolve("routes").resolve(file), routes.resolve(file));
    }
    Files.writeString(
        routes.resolve("quick.yaml"),
        """
        - route:
            id: quick
            from:
              uri: reboot-run:quick
              steps:
                - to:
                    id: quick-all
                    uri: reboot:group/all
                    parameters: { query: "deviceId = 'pump-1'", maxFailed: "100%", confirmWithin: "5s", firstPoll: "200ms", pollEvery: "500ms" }
        - route:
            id: next
            from:
              uri: reboot-run:next
              steps:
                - to:
                    id: next-all
                    uri: reboot:group/all
                    parameters: { query: "deviceId = 'pump-2'", maxFailed: "100%", confirmWithin: "5s", firstPoll: "200ms", pollEvery: "500ms" }
        """);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/hook", this::receive);
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  /** The first two times nobody is left who could read the answer. */
  private void receive(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    told.add(new Told(exchange.getRequestHeaders().getFirst("webhook-id"), body));
    if (told.size() <= 2) {
      kill.run();
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Test
  void theSameComesUnderItsIdAndItsKeyUntilItIsAnsweredAndNeverAgain() throws Exception {
    try (ProgramProcess hubProcess = hub()) {
      Path file = directory.resolve("hub/hub.json");
      await().atMost(LONG).until(() -> Files.exists(file) || !hubProcess.isRunning());
      HubFile hub = HubFile.read(file);
      Map<String, String> variables =
          Map.of(
              "IOTHUB_CONNECTION_STRING", hub.serviceConnectionString(),
              "IOTHUB_CA_FILE", hub.caFile());

      isKilledByTheReceiver(variables, "--start", "quick", "--run-id", "r1");
      isKilledByTheReceiver(variables);
      tells(3, variables);
      tells(4, variables, "--start", "next", "--run-id", "r2");
    }

    assertThat(told.subList(0, 3)).containsOnly(told.get(0));
    Told first = told.get(0);
    assertThat(first.id()).isNotBlank();
    assertThat(first.status() + " " + first.of("device") + " " + first.run())
        .isEqualTo("open pump-1 r1");
    assertThat(told.get(3).run()).isEqualTo("r2");
    assertThat(told.get(3).id()).isNotEqualTo(first.id());
    assertThat(told.get(3).of("key")).isNotEqualTo(first.of("key"));
  }

  private ProgramProcess hub() throws IOException {
    String[] words = {"hub", "--data", "hub", "--device", "pump-1", "--device", "pump-2"};
    return ProgramProcess.start(
        directory,
        Map.of(),
        Stream.concat(
                Stream.of(words),
                Stream.of("--never-return", "2", "--rest-port", "0", "--mqtt-port", "0"))
            .toArray(String[]::new));
  }

  private void isKilledByTheReceiver(Map<String, String> variables, String... more)
      throws IOException {
    try (ProgramProcess killed = start(variables, more)) {
      assertThat(killed.exitWithin(LONG)).as(killed.err()).isEqualTo(KILLED);
    }
  }

  private void tells(int count, Map<String, String> variables, String... more) throws IOException {
    try (ProgramProcess answered = start(variables, more)) {
      await().atMost(LONG).until(() -> told.size() >= count || !answered.isRunning());
      assertThat(answered.isRunning()).as(answered.err()).isTrue();
    }
    assertThat(told).hasSize(count);
  }

  private ProgramProcess start(Map<String, String> variables, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "-P", "alerts.url=" + url()));
    words.addAll(List.of(more));
    ProgramProcess started =
        ProgramProcess.start(directory, variables, words.toArray(String[]::new));
    kill = started::kill;
    return started;
  }

  private String url() {
    return "http://localhost:" + receiver.getAddress().getPort() + "/hook";
  }
}
