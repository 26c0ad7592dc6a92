package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus and a probe ask a program that reboots devices. */
class MonitoredProgramTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final StartedHub hub;
  private final int port;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  MonitoredProgramTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    hub.route(
        "pumps.yaml",
        """
        - route:
            id: pumps
            from:
              uri: reboot-run:pumps
              steps:
                - to: { id: all, uri: "reboot:group/all?query=deviceId != ''" }
        """);
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.shutdownNow();
    assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    hub.close();
  }

  @Test
  void whatItDoesIsMeasuredAndItSaysThatItIsWell() throws Exception {
    Future<Result> program =
        thread.submit(
            () ->
                hub.run(
                    "run",
                    "-P",
                    "reboot.observe.port=" + port,
                    "-P",
                    "camel.component.reboot.firstPoll=50ms"));
    Path api = directory.resolve("data/journal.db.api.json");
    await().atMost(LONG).until(() -> Files.exists(api) || program.isDone());
    try (LightSwarm swarm = hub.connect("pump-1", "pump-2")) {
      assertThat(swarm).isNotNull();
      Result start = hub.run("start", "pumps", "--run-id", "r1");
      assertThat(start.exit()).as(start.err()).isZero();
      HttpResponse<String> scrape = get("/observe/metrics");
      assertThat(scrape.statusCode()).as(scrape.body()).isEqualTo(200);
      assertThat(scrape.body())
          .contains("reboot_runs_ended_total{chain=\"pumps\",outcome=\"completed\"} 1.0")
          .contains("reboot_outcomes_total{chain=\"pumps\",outcome=\"confirmed\"} 2.0")
          .contains("reboot_calls_seconds_count{answer=\"accepted\"} 2")
          .containsPattern(
              "endpointName=\"iothub://invokeMethod\".*eventType=\"ExchangeSentEvent\"")
          .containsPattern("endpointName=\"iothub://getTwin\".*eventType=\"ExchangeSentEvent\"")
          .contains("reboot_runs_open{chain=\"pumps\",state=\"running\"} 0.0")
          .contains("reboot_results_lag{subscription=\"results\"} ")
          .doesNotContain("pump-1")
          .doesNotContain("r1\"");
      everyMetricOfDashboardAndAlertsIsInIt(scrape.body());
      everyMeterOfOursIsNamedByTheConventions(scrape.body());
      for (String path : new String[] {"", "/ready", "/live"}) {
        HttpResponse<String> health = get("/observe/health" + path);
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body()).contains("reboot-journal", "reboot-engine");
      }
      assertThat(get("/observe/health/ready").body())
          .contains(" works.", "reboot-results", "reboot-disk");
      assertThat(get("/observe/health?data=true").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aDeveloperSeesTheEngineAmongTheConsolesOfCamel() throws Exception {
    hub.route(
        "gate.yaml",
        """
        - route:
            from:
              uri: reboot-run:gated
              steps:
                - to: { id: gate, uri: "reboot:approval/gate" }
        """);
    var unused =
        thread.submit(
            () ->
                hub.run(
                    "run",
                    "--start",
                    "gated",
                    "--run-id",
                    "r1",
                    "-P",
                    "reboot.observe.port=" + port,
                    "-P",
                    "camel.main.devConsoleEnabled=true",
                    "-P",
                    "camel.management.devConsoleEnabled=true"));

    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () ->
                assertThat(get("/q/dev/reboot").body())
                    .contains(": working", "Queue: 0", "Run r1: running", "gate: "));
    JsonNode shown = new ObjectMapper().readTree(get("/q/dev/reboot", "application/json").body());
    JsonNode reboot = shown.path("reboot");
    JsonNode hub = reboot.path("hubs").path(0);
    assertThat(hub.path("status").asText()).as(shown.toString()).isEqualTo("working");
    assertThat(hub.path("quota").path("speed").asDouble()).isEqualTo(1);
    JsonNode run = reboot.path("runs").path(0);
    assertThat(run.path("run").asText() + " " + run.path("status").asText())
        .isEqualTo("r1 running");
    assertThat(run.path("brakes").path(0).asText()).startsWith("gate: ");
  }

  private static void everyMeterOfOursIsNamedByTheConventions(String scrape) {
    scrape
        .lines()
        .filter(line -> line.startsWith("# TYPE reboot_"))
        .map(line -> line.substring("# TYPE ".length()).split(" "))
        .forEach(
            named -> {
              assertThat(named[0]).matches("reboot_[a-z]+(_[a-z]+)*");
              if (named[1].equals("counter")) {
                assertThat(named[0]).endsWith("_total");
              } else {
                assertThat(named[0]).doesNotEndWith("_total");
              }
              assertThat(named[0]).doesNotContainPattern("_(millis|ms|minutes|kb|mb)(_|$)");
            });
  }

  private static void everyMetricOfDashboardAndAlertsIsInIt(String scrape) throws IOException {
    assertThat(MonitoringFiles.queries()).hasSizeGreaterThan(25);
    for (String query : MonitoringFiles.queries()) {
      assertThat(MonitoringFiles.metrics(query))
          .as(query)
          .isNotEmpty()
          .allSatisfy(metric -> assertThat(scrape).containsPattern("(?m)^" + metric + "[ {]"));
      assertThat(MonitoringFiles.labels(query))
          .as(query)
          .allSatisfy(
              label ->
                  assertThat(MonitoringFiles.metrics(query))
                      .anySatisfy(
                          metric ->
                              assertThat(scrape)
                                  .containsPattern(
                                      "(?m)^" + metric + "\\{[^}]*\\b" + label + "=\"")));
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .build(),
            BodyHandlers.ofString());
  }
}
