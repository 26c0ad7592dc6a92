package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.identity.Login;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running program is told what to do from outside: by the command line, and over HTTP. */
class ControlledRunTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGIN = Login.name();
  private static final String GATED =
      """
      - route:
          id: gated
          from:
            uri: reboot-run:gated
            steps:
              - log: "Run ${header.CamelRebootRunId} asks"
              - to: { id: gated-go, uri: "reboot:approval/go?fourEyes=true" }
              - to: { id: gated-all, uri: "reboot:group/all?maxFailed=100%" }
      - route:
          id: queried
          from:
            uri: reboot-run:queried
            steps:
              - to: { id: queried-all, uri: "reboot:group/all?query=RAW(tags.ring = 'canary')" }
      """;

  private final Path directory;
  private final Set<String> secrets = new LinkedHashSet<>();
  private String log = "";
  private final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start();

  ControlledRunTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(routes.resolve("gated.yaml"), GATED);
    Files.writeString(
        directory.resolve("application.properties"),
        Files.readString(CommandLineRun.HOME.resolve("application.properties"))
            + "\nreboot.api.tokens = tokens.json\n");
    token("vera", "viewer");
    // Registered, and never connected: they end offline.
    hub.register("pump-7");
    hub.register("pump-8");
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aRunIsBegunPausedApprovedStoppedAndRetriedWhileTheProgramRuns() throws Exception {
    try (ProgramProcess program = ProgramProcess.start(directory, variables(), "run")) {
      await().atMost(LONG).until(() -> Files.exists(apiFile()) || !program.isRunning());
      assertThat(program.isRunning()).as(program.err()).isTrue();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(apiFile())))
          .isEqualTo("rw-------");

      itIsBegunOnce();
      itIsPausedOnce();
      itWaitsForAnother();
      itCallsNobodyWhileAllIsStopped();
      itEndsAndIsRetried();
      itRefusesStrangers();
      refusedOrdersAreToldOf();
      aBrowserIsSignedIn();
      secrets.add(token());
      assertThat(program.err())
          .as("a group that has failed is one line")
          .contains("r1  failed: Step gated-all failed")
          .doesNotContain("DefaultErrorHandler")
          .doesNotContain("Message History")
          .doesNotContain("Stacktrace");
      assertThat(program.err())
          .as("what a log step of a route says")
          .contains("INFO  gated: Run r1 asks");
      program.stop();
      log = program.err() + program.out();
      program.exitWithin(LONG);
      assertThat(apiFile()).doesNotExist();
    }
    itIsToldToTheJournalWhenNoProgramRuns();
    noSecretIsLeftBehind();
  }

  private void refusedOrdersAreToldOf() {
    assertThat(cli("events", "--run", "r1").out())
        .contains("fleet.order-refused.v1  r1/gated-go  by=otto (token)  order=approve")
        .contains("by=" + LOGIN + " (login) for bob  order=approve");
    assertThat(cli("explain", "r1").out())
        .contains("otto (token) was refused to approve")
        .contains("role approver");
    assertThat(cli("report", "r1", "--format", "json").out())
        .contains("\"by\":\"otto (token)\",\"decision\":\"was refused to approve\"");
  }

  private void aBrowserIsSignedIn() throws Exception {
    String address = as(secrets.iterator().next(), "open").out().strip();
    secrets.add(address.substring(address.indexOf('=') + 1));
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
    secrets.add(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
  }

  /** In what the program wrote, to files or to its log. */
  private void noSecretIsLeftBehind() throws IOException {
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(8).allMatch(secret -> secret.length() >= 64);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(bytes::contains);
      }
    }
    assertThat(secrets).noneMatch(log::contains);
  }

  private void itIsBegunOnce() throws Exception {
    String order =
        "{\"chain\":\"gated\",\"runId\":\"r1\",\"by\":\"anna\",\"options\":{\"maxInFlight\":7},"
            + "\"targets\":[\"pump-7\",\"pump-8\"]}";
    assertThat(post("/api/runs", order).statusCode()).isEqualTo(201);
    HttpResponse<String> again = post("/api/runs", order);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(again.body()).path("new").asBoolean()).isFalse();
    HttpResponse<String> other = post("/api/runs", order.replace("pump-8", "pump-9"));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("r1").contains("is taken");
    HttpResponse<String> faster = post("/api/runs", order.replace(":7}", ":8}"));
    assertThat(faster.statusCode()).isEqualTo(409);
    assertThat(faster.body()).contains("is taken").contains("with other options: maxInFlight 7");
    assertThat(post("/api/runs", order.replace("\"r1\"", "\" \"")).body())
        .contains("runId is blank");
    HttpResponse<String> unlisted = post("/api/runs", "{\"chain\":\"gated\",\"by\":\"anna\"}");
    assertThat(unlisted.statusCode()).isEqualTo(400);
    assertThat(unlisted.body()).contains("was sent none").contains("targets");
    assertThat(post("/api/runs", "{\"chain\":\"nope\"}").body()).contains("the chains are");
    assertThat(post("/api/runs", "{\"chain\":\"queried\",\"targets\":[\"pump-7\"]}").body())
        .contains("queried-all")
        .contains("would reboot those instead");
    assertThat(post("/api/runs", "{\"chain\":\"gated\",\"by\":\"anna\",\"targets\":[]}").body())
        .contains("There is no device in it");
    assertThat(post("/api/runs", "{\"chain\":\"gated\",\"by\":\"an\\u001bna\"}").body())
        .contains("by must be text without control characters");
    assertThat(post("/api/runs", order.replace(":7}", ":\"few\"}")).body())
        .contains("maxInFlight: invalid limit 'few'");
    assertThat(post("/api/runs", order.replace("maxInFlight", "method")).body())
        .contains("A message cannot set the option 'method'");
  }

  private void itIsPausedOnce() {
    assertThat(cli("pause", "r1", "--by", "bob", "--reason", "lunch").out())
        .contains("Run r1 is paused; to resume it:");
    Result again = cli("pause", "r1");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("already paused");
    assertThat(cli("list").out()).containsPattern("r1 +gated +paused");
    assertThat(cli("resume", "r1", "--by", "bob", "--reason", "").out()).contains("continues");
    assertThat(cli("events").out()).contains("by=" + LOGIN + " (login) for bob  reason=lunch");
  }

  private void itWaitsForAnother() throws Exception {
    await()
        .atMost(LONG)
        .until(() -> cli("get", "r1").out().contains("needs approval from anybody"));
    assertThat(cli("get", "r1").out()).contains("./fleet-reboot approve r1 gated-go");
    for (String other : List.of("anna", "bob")) {
      Result own = cli("approve", "r1", "gated-go", "--by", other);
      assertThat(own.exit()).isEqualTo(2);
      assertThat(own.sentence())
          .contains("was started by " + LOGIN + " (login) for anna")
          .contains("four eyes");
      HttpResponse<String> overHttp =
          post("/api/runs/r1/approve", "{\"step\":\"gated-go\",\"by\":\"" + other + "\"}");
      assertThat(overHttp.statusCode()).isEqualTo(409);
      assertThat(overHttp.body()).contains("four eyes");
    }
    assertThat(as(token("anna", "approver"), "approve", "r1", "gated-go").sentence())
        .as("the run was for anna")
        .contains("four eyes");
    assertThat(as(token("otto", "operator"), "approve", "r1", "gated-go").sentence())
        .contains("otto (token) may not do this")
        .contains("role approver");
  }

  private void itCallsNobodyWhileAllIsStopped() {
    assertThat(cli("stop", "--by", "cy", "--reason", "fire").out())
        .contains("All runs are stopped");
    assertThat(cli("stop").out()).contains("already stopped");
    assertThat(cli("list").err())
        .contains("stopped by " + LOGIN + " (login) for cy")
        .contains("fire");
    assertThat(as(token("bob", "approver"), "approve", "r1", "gated-go").out())
        .contains("is approved");
    assertThat(cli("events").out()).contains("run.approved.v1  r1/gated-go  by=bob (token)");
    await().atMost(LONG).until(() -> cli("get", "r1", "--json").out().contains("\"targets\":2"));
    assertThat(cli("skip", "r1", "pump-8", "--reason", "in repair").out()).contains("is skipped");
    assertThat(cli("events").out()).doesNotContain("reboot.invocation-intended");
    assertThat(cli("stop", "--lift").out()).contains("lifted");
  }

  private void itEndsAndIsRetried() throws Exception {
    await().atMost(LONG).until(() -> cli("list").out().contains("failed"));
    assertThat(cli("get", "r1").out()).containsPattern("pump-7 .*offline").contains("in repair");
    assertThat(get("/api/runs/r1").body())
        .as("what the group was frozen with")
        .contains("\"maxInFlight\":\"7\"");
    Result retry = cli("retry", "r1", "--run-id", "r2", "--by", "bob");
    assertThat(retry.out()).as(retry.err()).contains("took run r2, for 1 device:");
    await()
        .atMost(LONG)
        .until(() -> cli("get", "r2").out().contains("needs approval from anybody"));
    assertThat(as(token("cy", "approver"), "approve", "r2", "gated-go").exit()).isZero();
    await().atMost(LONG).until(() -> stateOf("r2").equals("failed"));
    assertThat(cli("get", "r2").out())
        .as("only what had failed")
        .containsPattern("pump-7 .*offline")
        .doesNotContain("pump-8");
    assertThat(cli("cancel", "r2").sentence()).contains("has ended: it is failed");
  }

  private String stateOf(String run) throws Exception {
    return JSON.readTree(get("/api/runs/" + run).body()).path("status").asText();
  }

  private void itRefusesStrangers() throws Exception {
    HttpRequest bare = HttpRequest.newBuilder(URI.create(url() + "/api/runs")).build();
    HttpResponse<String> refused = HttpClient.newHttpClient().send(bare, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("Authorization").doesNotContain(token());
    assertThat(asIfCalledBy("evil.example")).startsWith("HTTP/1.1 403").contains("evil.example");
    assertThat(post("/api/runs", "{").statusCode()).isEqualTo(400);
    assertThat(post("/api/runs", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(post("/api/runs", "{\"chian\":\"gated\"}").body()).contains("chian");
    assertThat(post("/api/runs", " ".repeat(17 * 1024 * 1024)).statusCode()).isEqualTo(413);
    assertThat(get("/api/runs/none").statusCode()).isEqualTo(404);
    assertThat(get("/api/other").body()).contains("GET /api/openapi.json describes all of them");
  }

  /** A page in a browser that has its own name resolved to this machine. */
  private String asIfCalledBy(String host) throws IOException {
    URI address = URI.create(url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "GET /api/runs HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(host, address.getPort(), token());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A new token, which the running program knows at once. */
  private String token(String name, String role) {
    Result added = cli("token", "add", name, "--role", role);
    assertThat(added.exit()).as(added.err()).isZero();
    secrets.add(added.out().strip());
    return added.out().strip();
  }

  /** A command of the person with that token. */
  private Result as(String token, String... words) {
    CommandLineRun command = CommandLineRun.in(directory).with("FLEET_REBOOT_TOKEN", token);
    variables().forEach(command::with);
    return command.of(words);
  }

  private void itIsToldToTheJournalWhenNoProgramRuns() {
    Result stopped = cli("stop", "--reason", "night");
    assertThat(stopped.exit()).as(stopped.err()).isZero();
    assertThat(stopped.err()).contains("not running; the command is recorded");
    assertThat(cli("list").err()).contains("night");
    assertThat(cli("stop", "--lift").exit()).isZero();
    assertThat(cli("retry", "r1", "--run-id", "r2-of-nobody", "--outcomes", "odd").sentence())
        .contains("Unknown outcome 'odd'");
    assertThat(retry("r1", "r2", "eve").err()).contains("'r1' is taken");
    assertThat(cli("pause", "r1").sentence()).contains("has ended");
    assertThat(cli("pause", "none").sentence()).contains("no run 'none'");
  }

  /** Without a program that runs; the id is that of a run that was no retry. */
  private Result retry(String id, String of, String by) {
    CommandLineRun command = CommandLineRun.in(directory);
    variables().forEach(command::with);
    return command.of("retry", of, "--run-id", id, "--by", by);
  }

  private Map<String, String> variables() {
    return Map.of(
        "IOTHUB_CONNECTION_STRING",
        hub.serviceConnectionString(),
        "IOTHUB_CA_FILE",
        hub.caFile().toString());
  }

  private Path apiFile() {
    return directory.resolve("data/journal.db.api.json");
  }

  private String url() throws IOException {
    return api().path("url").asText();
  }

  private String token() throws IOException {
    return api().path("token").asText();
  }

  private JsonNode api() throws IOException {
    return JSON.readTree(Files.readString(apiFile()));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(path, "POST", body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(path, "GET", "");
  }

  private HttpResponse<String> send(String path, String method, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, BodyHandlers.ofString());
  }

  private Result cli(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
