package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.api.RetriedDevices;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that runs takes a run, and is gone before it has said so. */
class BegunOnceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InstantSource CLOCK = InstantSource.system();

  private final Path file;
  private final StartedHub hub;

  BegunOnceTest(@TempDir Path directory) throws IOException {
    this.file = directory.resolve("data/journal.db");
    this.hub = new StartedHub(directory);
    hub.hub.register("pump-1");
    hub.route(
        "short.yaml",
        """
        - route:
            id: short
            from:
              uri: reboot-run:short
              steps:
                - to: { id: short-all, uri: "reboot:group/all?attempts=1&firstPoll=50ms&query=RAW(deviceId = 'pump-1')" }
        """);
    assertThat(hub.run("start", "short", "--run-id", "r1").exit())
        .as("nobody is confirmed")
        .isEqualTo(1);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aRetryAcceptedByAProgramContinuesAfterThatProgramHasEnded() throws IOException {
    Result retry;
    try (DyingProgram program = new DyingProgram(false)) {
      assertThat(program).isNotNull();
      retry = hub.run("retry", "r1");
    }
    assertThat(retry.exit()).as(retry.err()).isEqualTo(1);
    assertThat(retry.out()).contains("1 offline");
    assertThat(runs()).as("r1 and its retry").isEqualTo(2);
  }

  @Test
  void aRunThatAProgramHasFinishedIsNotStartedAgain() throws IOException {
    Result start;
    try (DyingProgram program = new DyingProgram(true)) {
      assertThat(program).isNotNull();
      start = hub.run("start", "short");
    }
    assertThat(start.exit()).as(start.err()).isEqualTo(1);
    assertThat(start.out()).contains("(no): none settled");
    assertThat(runs()).isEqualTo(2);
  }

  private int runs() throws IOException {
    return JSON.readTree(hub.run("list", "--json").out()).size();
  }

  /** It accepts what it is sent, and ends without an answer. */
  private final class DyingProgram implements AutoCloseable {
    private final FileJournal journal = JournalFile.open(file, CLOCK);
    private final boolean ends;
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    DyingProgram(boolean ends) throws IOException {
      this.ends = ends;
      server.createContext("/api/runs", this::takeAndDie);
      server.start();
      Map<String, Object> api =
          Map.of(
              "url",
              "http://127.0.0.1:" + server.getAddress().getPort(),
              "token",
              "token",
              "hold",
              JournalFile.writer(file).orElseThrow().hold());
      Files.write(file.resolveSibling("journal.db.api.json"), JSON.writeValueAsBytes(api));
    }

    private void takeAndDie(HttpExchange exchange) throws IOException {
      try (journal;
          Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), CLOCK)) {
        RunRequest run =
            request(exchange.getRequestURI().getPath(), JSON.readTree(exchange.getRequestBody()));
        engine.runs().accept(run).toCompletableFuture().join();
        if (ends) {
          engine.runs().end(run.run(), "no").toCompletableFuture().join();
        }
      } finally {
        exchange.close();
      }
    }

    /** By the id that it is told, or by one of its own. */
    private RunRequest request(String path, JsonNode body) {
      String id = body.path("runId").asText(body.path("newRunId").asText("of-its-own"));
      Requester login = Requester.login("ann");
      return path.endsWith("/r1/retry")
          ? new RunRequest(id, "short", new RunTrigger.RetryOf("r1"), login)
              .withRetry(RetriedDevices.of(journal.view(), "r1", RetriedDevices.DEFAULT))
          : new RunRequest(id, "short", new RunTrigger.CommandLine("start", "short"), login);
    }

    @Override
    public void close() {
      server.stop(0);
      journal.close();
    }
  }
}
