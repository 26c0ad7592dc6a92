package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.identity.PersonalTokens;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.identity.TokenRegister;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people with tokens may do, over the API and on pages. */
class RolesTest {
  private final List<RefusedOrder> refused = new CopyOnWriteArrayList<>();
  private final PastRuns past;
  private final TokenRegister register;
  private final RunningApi api;
  private final String viewer;
  private final String operator;
  private final String approver;
  private Instant now = Instant.parse("2026-09-01T00:00:00Z");

  RolesTest(@TempDir Path directory) {
    Path file = directory.resolve("tokens.json");
    register = new TokenRegister(file);
    viewer = register.add("vera", Set.of(Role.VIEWER), null);
    operator = register.add("otto", Set.of(Role.OPERATOR), null);
    approver = register.add("anna", Set.of(Role.APPROVER), null);
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 1, "pump-1");
    api =
        RunningApi.of(
            FleetThat.knows(
                Map.of(
                    "control",
                    RefusedOrdersTest.control(refused),
                    "view",
                    past.journal().view(),
                    "hubs",
                    List.of(PastRuns.HUB),
                    "hubStates",
                    FleetThat.goodHub(PastRuns.HUB))),
            new PersonalTokens(file, () -> now),
            () -> now,
            past.journal(),
            new OwnRoutes());
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
  }

  @Test
  void everyOperationSaysWhichRoleItNeedsAndRefusesPeopleWithoutIt() {
    int refused = 0;
    for (Operation operation : operations()) {
      boolean isApproval =
          operation.id().equals("approveRun") || operation.id().equals("rejectRun");
      Role needed =
          operation.method().equals("GET") || operation.id().equals("signIn")
              ? Role.VIEWER
              : isApproval ? Role.APPROVER : Role.OPERATOR;
      assertThat(operation.description())
          .as(operation.id())
          .contains("Needs the role " + needed.word());
      for (String token :
          needed == Role.VIEWER
              ? List.<String>of()
              : List.of(viewer, isApproval ? operator : approver)) {
        HttpResponse<String> answer = send(token, operation.method(), operation.path());
        assertThat(answer.statusCode()).as(operation.id()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        assertThat(answer.body()).contains("needs the role " + needed.word());
        refused++;
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(20);
  }

  @Test
  void everybodyWithARoleReads() {
    for (String token : List.of(viewer, operator, approver)) {
      assertThat(send(token, "GET", "/api/runs").statusCode()).isEqualTo(200);
      assertThat(send(token, "GET", "/api/openapi.json").statusCode()).isEqualTo(200);
    }
    assertThat(send("frt_other", "GET", "/api/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void aRevokedTokenIsRefusedAtOnce() {
    assertThat(send(viewer, "GET", "/api/runs").statusCode()).isEqualTo(200);
    register.revoke("vera");
    assertThat(send(viewer, "GET", "/api/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void aPageRefusesOrdersThatNeedAnotherRole() throws Exception {
    Visitor vera = new Visitor(viewer);
    Visitor otto = new Visitor(operator);
    Visitor anna = new Visitor(approver);
    for (String order :
        List.of(
            "stop",
            "lift",
            "adopt",
            "runs/nightly-1/pause",
            "runs/nightly-1/resume",
            "runs/nightly-1/cancel",
            "runs/nightly-1/devices/pump-1/skip")) {
      vera.isRefused("/" + order, "operator");
      anna.isRefused("/" + order, "operator");
    }
    for (String order : List.of("approve", "reject")) {
      vera.isRefused("/runs/nightly-1/steps/go/" + order, "approver");
      otto.isRefused("/runs/nightly-1/steps/go/" + order, "approver");
    }
    assertThat(otto.get("/stop").statusCode()).as("asks for the reason").isEqualTo(200);
    assertThat(otto.get("/stop").body()).contains("otto");
  }

  @Test
  void anOrderWithoutTheRoleIsRecordedWhereverItComesFrom() throws Exception {
    send(viewer, "POST", "/api/runs/nightly-1/devices/pump-1/skip");
    new Visitor(viewer).isRefused("/runs/nightly-1/cancel", "operator");

    assertThat(refused)
        .extracting(RefusedOrder::by, RefusedOrder::order, RefusedOrder::run, RefusedOrder::device)
        .containsExactly(
            tuple(Requester.token("vera"), "skip", "nightly-1", "pump-1"),
            tuple(Requester.token("vera"), "cancel", "nightly-1", null));
    assertThat(refused.get(0).why()).contains("needs the role operator");
  }

  @Test
  void whatAUserServesUnderApiIsForOperatorsUnlessItReads() {
    for (String path : List.of("/api/own/rest", "/api/own/plain")) {
      assertThat(send(viewer, "GET", path).body()).as(path).contains("served");
      HttpResponse<String> refusal = send(viewer, "POST", path);
      assertThat(refusal.statusCode()).as(path).isEqualTo(403);
      assertThat(refusal.body()).contains("needs the role operator").doesNotContain("served");
      assertThat(send(operator, "POST", path).body()).as(path).contains("served");
    }
    assertThat(refused).extracting(RefusedOrder::order).containsExactly("post", "post");
  }

  /** What somebody adds to the program. */
  private static final class OwnRoutes extends RouteBuilder {
    @Override
    public void configure() {
      rest("/api/own")
          .apiDocs(false)
          .get("/rest")
          .to("direct:read")
          .post("/rest")
          .to("direct:write");
      from("direct:read").setBody(constant("served"));
      from("direct:write").setBody(constant("served")).removeHeaders("*");
      from("platform-http:/api/own/plain").setBody(constant("served")).removeHeaders("*");
    }
  }

  @Test
  void whatIsRefusedCannotFillTheJournal() {
    HttpResponse<String> answer =
        send(
            viewer,
            "POST",
            "/api/runs/nightly-1/approve",
            "{\"by\": \"%1$s\", \"step\": \"%1$s\"}".formatted("x".repeat(1_000_000)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(refused).extracting(RefusedOrder::by).containsExactly(Requester.token("vera"));
    assertThat(refused).extracting(RefusedOrder::step).containsOnlyNulls();
  }

  @Test
  void aReasonIsALineAndNoBook() {
    HttpResponse<String> answer =
        send(
            operator,
            "POST",
            "/api/runs/nightly-1/pause",
            "{\"reason\": \"%s\"}".formatted("x".repeat(2_001)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("2000 characters");
  }

  @Test
  void anOrderIsThatOfThePageWhoseAddressIsMeant() throws Exception {
    new Visitor(operator).isRefused("/runs/nightly-1/pause/../steps/go/approve", "approver");
    new Visitor(approver).isRefused("/stop/../runs/nightly-1/pause", "operator");
  }

  @Test
  void peopleSeeOnlyTheOrdersThatTheyMayGive() throws Exception {
    assertThat(new Visitor(viewer).get("/").body()).doesNotContain("href=\"/stop\"");
    assertThat(new Visitor(viewer).get("/hub").body()).doesNotContain("href=\"/stop\"");
    assertThat(new Visitor(approver).get("/").body()).doesNotContain("href=\"/stop\"");
    assertThat(new Visitor(operator).get("/").body()).contains("href=\"/stop\"");
    assertThat(new Visitor(operator).get("/hub").body()).contains("href=\"/stop\"");
  }

  @Test
  void aPersonWithManySessionsEndsTheirOwnOldestOnly() throws Exception {
    Visitor otto = new Visitor(operator);
    Visitor first = new Visitor(viewer);
    for (int more = 0; more < 20; more++) {
      var unused = new Visitor(viewer);
    }
    assertThat(first.get("/").statusCode()).isEqualTo(303);
    assertThat(otto.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressThatSignsInIsForWhoeverAskedForIt() throws Exception {
    String address = RunningApi.json(send(viewer, "POST", "/api/sign-in")).path("url").asText();
    Visitor vera = new Visitor();
    assertThat(vera.get(address.substring(api.url().length())).statusCode()).isEqualTo(200);
    vera.isRefused("/stop", "operator");
  }

  @Test
  void aSessionEndsWithTheTokenThatBeganIt() throws Exception {
    Visitor vera = new Visitor(viewer);
    assertThat(vera.get("/").statusCode()).isEqualTo(200);
    register.revoke("vera");
    assertThat(vera.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsAfterADayOfWorkHoweverBusyItIs() throws Exception {
    Visitor vera = new Visitor(viewer);
    for (int hour = 0; hour < 12; hour++) {
      assertThat(vera.get("/").statusCode()).as("hour " + hour).isEqualTo(200);
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(vera.get("/").statusCode()).isEqualTo(303);
  }

  private HttpResponse<String> send(String token, String method, String path) {
    return send(token, method, path, "");
  }

  private HttpResponse<String> send(String token, String method, String path, String body) {
    return api.send(
        HttpRequest.newBuilder(URI.create(api.url() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private List<Operation> operations() {
    JsonNode document = RunningApi.json(send(viewer, "GET", "/api/openapi.json"));
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        JsonNode said = verb.getValue();
        operations.add(
            new Operation(
                said.path("operationId").asText(),
                verb.getKey().toUpperCase(Locale.ROOT),
                path.getKey().replaceAll("\\{\\w+}", "nightly-1"),
                said.path("description").asText() + said.path("summary").asText()));
      }
    }
    return operations;
  }

  private record Operation(String id, String method, String path, String description) {}

  /** Somebody with a browser of their own. */
  private final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Visitor() {}

    private Visitor(String token) throws Exception {
      assertThat(post("/sign-in", "token=" + token).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
      return client.send(
          HttpRequest.newBuilder(URI.create(api.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
      return client.send(
          HttpRequest.newBuilder(URI.create(api.url() + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }

    /** With the secret of its own forms, which a page that it may see has. */
    private void isRefused(String order, String role) throws Exception {
      String form = get("/").body().replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
      for (HttpResponse<String> answer :
          List.of(get(order), post(order, "reason=x&form=" + form))) {
        assertThat(answer.statusCode()).as(order).isEqualTo(403);
        assertThat(answer.body()).as(order).contains("needs the role " + role);
      }
    }
  }
}
