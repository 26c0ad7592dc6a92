package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.program.RoutePreview;
import org.fleetreboot.app.program.RunningFleet;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API does what its OpenAPI document says: each operation is called, each answer validated. */
class ApiContractTest {
  private static final String PLAIN = "{\"by\":\"anna\",\"reason\":\"test\"}";

  private static final String AT_APPROVAL = "{\"by\":\"anna\",\"reason\":\"test\",\"step\":\"go\"}";

  /** A request for each operation; the order matters where one ends a run. */
  private static final List<Call> CALLS =
      List.of(
          new Call("listRuns", "/api/runs?limit=2", "", 200),
          new Call("getRun", "/api/runs/nightly-1", "", 200),
          new Call("listRunDevices", "/api/runs/nightly-1/devices?limit=1", "", 200),
          new Call("listHistory", "/api/history?limit=2", "", 200),
          new Call("explainRun", "/api/runs/nightly-1/explain", "", 200),
          new Call("explainRunDevice", "/api/runs/nightly-1/devices/off-2/explain", "", 200),
          new Call("explainDevice", "/api/devices/pump-1/explain", "", 200),
          new Call("listEvents", "/api/events?limit=5", "", 200),
          new Call("listChains", "/api/chains", "", 200),
          new Call("planChain", "/api/chains/nope/plan", "", 404),
          new Call("lintRoutes", "/api/lint", "", 200),
          new Call("signIn", "/api/sign-in", "", 200),
          new Call("getHub", "/api/hub", "", 200),
          new Call("getHubs", "/api/hubs", "", 200),
          new Call("getStop", "/api/stop", "", 200),
          new Call("stopFleet", "/api/stop", PLAIN, 200),
          new Call("liftStop", "/api/stop", PLAIN, 200),
          new Call("adoptJournal", "/api/resume", PLAIN, 200),
          new Call("startRun", "/api/runs", "{\"chain\":\"nope\"}", 400),
          new Call("retryRun", "/api/runs/nightly-1/retry", "{\"hub\":\"other\"}", 409),
          new Call("pauseRun", "/api/runs/open/pause", PLAIN, 200),
          new Call("resumeRun", "/api/runs/open/resume", PLAIN, 200),
          new Call("approveRun", "/api/runs/open/approve", AT_APPROVAL, 409),
          new Call("rejectRun", "/api/runs/open/reject", AT_APPROVAL, 409),
          new Call("skipDevice", "/api/runs/open/devices/pump-1/skip", PLAIN, 409),
          new Call("cancelRun", "/api/runs/open/cancel", PLAIN, 200));

  private final PastRuns past;
  private final DurableEngine engine;
  private final RunningApi api;
  private final JsonNode document;

  ApiContractTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 3, "pump-1", "off-2");
    InstantSource clock = InstantSource.system();
    engine = DurableEngine.open(past.journal(), EngineSettings.of(PastRuns.HUB), clock);
    ProcessEnvironment environment = ProcessEnvironment.ofThisProcess();
    Settings settings =
        Settings.read(
            environment,
            Map.of(
                "camel.main.routesIncludePattern",
                "file:" + Path.of("../../routes").toAbsolutePath().normalize() + "/*.yaml"));
    RoutePreview routes =
        new RoutePreview(
            settings,
            environment,
            Hubs.only(
                HubAccess.byConnectionString(
                    "HostName=hub.invalid;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ=="),
                settings));
    RunningFleet fleet =
        new RunningFleet(
            routes,
            engine,
            new DefaultCamelContext(),
            past.journal(),
            new JournalInFile(past.journal().file()),
            clock);
    api = RunningApi.of(fleet, clock, past.journal());
    document = api.get("/api/openapi.json");
  }

  @BeforeEach
  void aRunIsOpen() {
    var accepted =
        engine
            .runs()
            .accept(
                new RunRequest(
                    "open",
                    "pumps",
                    new RunTrigger.CommandLine("start", "pumps"),
                    Requester.login("op")))
            .toCompletableFuture()
            .join();
    assertThat(accepted.isNew()).isTrue();
  }

  @AfterEach
  void close() {
    api.close();
    engine.close();
    past.close();
  }

  @Test
  void theDocumentIsValid() {
    assertThat(new OpenAPIV3Parser().readContents(document.toString()).getMessages()).isEmpty();
    assertThat(document.path("openapi").asText()).startsWith("3.0");
  }

  @Test
  void everyOperationIsCalledHere() {
    // LiveEventsTest calls the one whose answer has no end.
    Set<String> called = new TreeSet<>(Set.of("followEvents"));
    CALLS.forEach(call -> called.add(call.operation()));
    Set<String> described = new TreeSet<>();
    operations().forEach(operation -> described.add(operation.path("operationId").asText()));
    assertThat(described).isEqualTo(called);
  }

  @Test
  void everyOperationSaysWhatItDoesAndHowItRefuses() {
    assertThat(operations())
        .allSatisfy(
            operation -> {
              assertThat(
                      operation.path("description").asText() + operation.path("summary").asText())
                  .as(operation.toString())
                  .isNotBlank();
              assertThat(operation.path("responses").has("default"))
                  .as(operation.toString())
                  .isTrue();
            });
  }

  @Test
  void everyAnswerIsAsDescribed() {
    CALLS.forEach(this::check);
  }

  private void check(Call call) {
    String method = method(call.operation());
    HttpResponse<String> answer =
        api.send(
            api.request(call.path())
                .method(
                    method,
                    call.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(call.body())));
    assertThat(answer.statusCode()).as(call + ": " + answer.body()).isEqualTo(call.status());
    String described = call.status() == 200 ? "200" : "default";
    JsonNode content =
        operation(call.operation()).path("responses").path(described).path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("");
    JsonNode schema = content.path(type).path("schema");
    assertThat(schema.isObject()).as(call + " as " + type + ": " + content).isTrue();
    ObjectNode strict = schema.deepCopy();
    strict.set("components", closed(document.path("components")));
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(strict)
                .validate(RunningApi.json(answer)))
        .as(call + ": " + answer.body())
        .isEmpty();
  }

  /** Objects have no field that is not described. */
  private static JsonNode closed(JsonNode described) {
    JsonNode copy = described.deepCopy();
    copy.path("schemas")
        .forEach(
            schema -> {
              if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
              }
            });
    return copy;
  }

  private List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    document.path("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }

  private JsonNode operation(String id) {
    return operations().stream()
        .filter(operation -> operation.path("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id));
  }

  private String method(String id) {
    for (JsonNode path : document.path("paths")) {
      for (Map.Entry<String, JsonNode> verb : path.properties()) {
        if (verb.getValue().path("operationId").asText().equals(id)) {
          return verb.getKey().toUpperCase(Locale.ROOT);
        }
      }
    }
    throw new AssertionError(id);
  }

  /** A request for an operation, and the status of its answer. */
  private record Call(String operation, String path, String body, int status) {}
}
