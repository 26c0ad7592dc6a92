package org.fleetreboot.reboot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeTurns;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.Released;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.InvocationAnswer.Lost;
import org.fleetreboot.workflow.device.InvocationAnswer.NotDelivered;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokeTest {
  private static final String INVOKE =
      "- to: { uri: \"reboot-device:invoke\", parameters: { before: \"iothub:getTwin\", via:"
          + " \"iothub:invokeMethod\" } }\n";
  private static final String SEEN = "- process: { ref: seen }\n";

  private final FakeEngine engine = new FakeEngine();
  private final InMemoryHub hub = new InMemoryHub("a");
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("iothub", hub)
          .bind("seen", (Processor) exchange -> seen.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aTurnIsOneCallAndItsAnswerIsRecorded() {
    take(FakeTurns.turn(1, "a"), INVOKE + SEEN);
    assertThat(hub.calls).hasValue(1);
    assertThat(answer()).isEqualTo(new Answered(200));
    assertThat(seen.get(0).getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("device", "a")
        .containsEntry("run", "run-1")
        .containsEntry("step", "step-1")
        .containsEntry("attempt", 1)
        .containsEntry("answer", "answered")
        .containsEntry("status", 200);
    assertThat(engine.turns().released).containsExactly(new Released("a", null));
  }

  @Test
  void theCallCarriesTheTermsOfTheGroup() {
    List<Message> calls = new CopyOnWriteArrayList<>();
    hub.on(
        "invokeMethod",
        (exchange, device) -> {
          calls.add(exchange.copy().getMessage());
          hub.reboot(exchange, device);
        });
    take(turn(ConfirmBy.VALUE, "{\"delay\": 5}"), INVOKE);
    Message call = calls.get(0);
    assertThat(call.getHeader("CamelIotHubDeviceId")).isEqualTo("a");
    assertThat(call.getHeader("CamelIotHubMethodName")).isEqualTo("restart");
    assertThat(call.getHeader("CamelIotHubResponseTimeout")).isEqualTo(Duration.ofSeconds(60));
    assertThat(call.getHeader("CamelIotHubConnectTimeout")).isEqualTo(Duration.ofSeconds(10));
    assertThat(call.getHeader("CamelIotHubNotAfter")).isEqualTo(Instant.EPOCH.plusSeconds(10));
    assertThat(call.getBody()).isEqualTo(Map.of("delay", 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # what retryAfter is, and what of it
          30     | PT30S
          1.5    | PT1.5S
          0      | PT0S
          1E9    | P366D
          "30"   | PT30S
          "30s"  | PT30S
          -1     | -
          "soon" | -
          true   | -
          null   | -
          [30]   | -
          """)
  void whatTheDeviceAnsweredAndWhenItWantsToBeCalledAgainIsRecorded(
      String retryAfter, @Nullable Duration meant) throws Exception {
    String payload = "{\"retryAfter\":" + retryAfter + "}";
    Object body = new ObjectMapper().readValue(payload, Object.class);
    hub.on(
        "invokeMethod",
        (exchange, device) -> {
          exchange.getMessage().setBody(body);
          exchange.getMessage().setHeader("CamelIotHubMethodStatus", 423);
        });
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer())
        .isEqualTo(new Answered(423, new ObjectMapper().writeValueAsString(body), meant));
  }

  @Test
  void thePayloadOfTheCallIsNotTakenForThatOfTheAnswer() {
    hub.on(
        "invokeMethod",
        (exchange, device) -> exchange.getMessage().setHeader("CamelIotHubMethodStatus", 200));
    take(turn(ConfirmBy.VALUE, "{\"password\": \"hunter2\"}"), INVOKE);
    assertThat(answer()).isEqualTo(new Answered(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "VALUE | -            | -",
        "VALUE | \"text\"     | text",
        "VALUE | [1, 2]       | [1, 2]",
        "ECHO  | -            | {invocationId=00000000-0000-0000-0000-000000000001}",
        "ECHO  | {\"x\": 1}   | {x=1, invocationId=00000000-0000-0000-0000-000000000001}",
      })
  void thePayloadIsWhatTheJsonSaysAndTheIdForDevicesThatEchoIt(
      ConfirmBy confirm, @Nullable String payload, @Nullable String sent) {
    List<String> bodies = new CopyOnWriteArrayList<>();
    hub.on(
        "invokeMethod",
        (exchange, device) -> bodies.add(String.valueOf(exchange.getMessage().getBody())));
    take(turn(confirm, payload), INVOKE);
    assertThat(bodies).containsExactly(String.valueOf(sent));
  }

  @ParameterizedTest
  @CsvSource({
    "throttled,     notDelivered, THROTTLED",
    "notSent,       notDelivered, NOT_SENT",
    "badRequest,    notDelivered, MALFORMED",
    "tooLarge,      notDelivered, MALFORMED",
    "deviceRefused, notDelivered, REFUSED_FOR_DEVICE",
    "hubRefuses,    notDelivered, HUB_TROUBLE",
    "clockOff,      notDelivered, HUB_TROUBLE",
    "proxyRefuses,  notDelivered, HUB_TROUBLE",
    "unauthorized,  notDelivered, HUB_TROUBLE",
    "unreachable,   notDelivered, HUB_TROUBLE"
  })
  void aCallThatIsProvedUndeliveredSaysWhy(String kind, String delivery, Cause cause) {
    hub.on("invokeMethod", (exchange, device) -> InMemoryHub.fail(exchange, kind, delivery, null));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer()).isEqualTo(new NotDelivered(cause, "The hub said " + kind + "."));
  }

  @Test
  void howLongTheHubAsksToWaitIsKept() {
    hub.on(
        "invokeMethod",
        (exchange, device) -> {
          InMemoryHub.fail(exchange, "deviceRefused", "notDelivered", 429005);
          exchange.setProperty("CamelIotHubRetryAfter", Duration.ofSeconds(40));
        });
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer())
        .isEqualTo(
            new NotDelivered(
                Cause.REFUSED_FOR_DEVICE, "The hub said deviceRefused.", Duration.ofSeconds(40)));
  }

  @ParameterizedTest
  @CsvSource({
    "deviceTimeout, unknown, 504101",
    "reconnected, unknown,   400027",
    "notOnline,   unknown,   404103",
    "notFound,    unknown,   404001",
    "serverError, unknown,   500001",
    "serverError, delivered, 500001",
    "serverError, '',        500001"
  })
  void anyOtherFailureLosesTheAnswer(String kind, String delivery, int code) {
    hub.on("invokeMethod", (exchange, device) -> InMemoryHub.fail(exchange, kind, delivery, code));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer()).isEqualTo(new Lost(code, "The hub said " + kind + "."));
  }

  @Test
  void aFailureThatSaysNothingLosesTheAnswer() {
    hub.on(
        "invokeMethod",
        (exchange, device) -> exchange.setException(new NullPointerException("bug")));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer()).isEqualTo(new Lost(null, "bug"));
  }

  @Test
  void anEndpointThatThrowsLosesTheAnswer() {
    hub.on(
        "invokeMethod",
        (exchange, device) -> {
          throw new IllegalStateException("thrown");
        });
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(answer()).isEqualTo(new Lost(null, "thrown"));
  }

  @Test
  void aStatusFromAnEarlierCallIsNoAnswer() {
    hub.on("invokeMethod", (exchange, device) -> {});
    take(
        FakeTurns.turn(1, "a"),
        "- setHeader: { name: CamelIotHubMethodStatus, constant: \"200\" }\n" + INVOKE);
    assertThat(answer()).isInstanceOf(Lost.class);
  }

  @Test
  void anOperationInAHeaderDoesNotReachTheCall() {
    List<Object> operations = new CopyOnWriteArrayList<>();
    hub.on(
        "invokeMethod",
        (exchange, device) ->
            operations.add(
                String.valueOf(exchange.getMessage().getHeader("CamelIotHubOperation"))));
    take(
        FakeTurns.turn(1, "a"),
        "- setHeader: { name: CamelIotHubOperation, constant: \"updateTwin\" }\n" + INVOKE);
    assertThat(operations).containsExactly("null");
  }

  @Test
  void enteredAgainForTheSameTurnItAnswersWithoutACall() {
    take(
        FakeTurns.turn(1, "a"),
        """
        - loop:
            constant: "3"
            steps:
              - to: { uri: "reboot-device:invoke", parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod" } }
              - process: { ref: seen }
        """);
    assertThat(hub.calls).hasValue(1);
    assertThat(seen).hasSize(3);
    assertThat(seen)
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsOnly(seen.get(0).getMessage().getBody());
  }

  @Test
  void copiesOfATurnMakeOneCall() {
    take(
        FakeTurns.turn(1, "a"),
        """
        - multicast:
            parallelProcessing: true
            steps:
              - to: { uri: "reboot-device:invoke", parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod" } }
              - to: { uri: "reboot-device:invoke", parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod" } }
        """);
    assertThat(hub.calls).hasValue(1);
    assertThat(engine.turns().recorded).hasSize(1);
  }

  @Test
  void aDeviceThatTheHubDoesNotKnowIsTheEnginesToJudge() {
    take(FakeTurns.turn(1, "nobody"), INVOKE + SEEN);
    assertThat(hub.calls).hasValue(0);
    assertThat(seen.get(0).getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("answer", "none");
  }

  @Test
  void aVetoBeforeTheCallGivesThePermitBack() {
    take(FakeTurns.turn(1, "a"), "- stop: {}\n" + INVOKE);
    assertThat(hub.calls).hasValue(0);
    assertThat(engine.turns().released).containsExactly(new Released("a", null));
  }

  @Test
  void aFailureBehindTheCallGivesThePermitBackAndChangesNothingElse() {
    take(
        FakeTurns.turn(1, "a"),
        INVOKE
            + "- throwException: { exceptionType: java.lang.IllegalStateException, message: x }");
    assertThat(answer()).isEqualTo(new Answered(200));
    assertThat(engine.turns().released).containsExactly(new Released("a", null));
  }

  @Test
  void theHubsTroubleEndsTheTurnQuietly() {
    hub.on("getTwin", (exchange, device) -> InMemoryHub.fail(exchange, "unauthorized", "", null));
    take(FakeTurns.turn(1, "a"), INVOKE + SEEN);
    assertThat(hub.calls).hasValue(0);
    assertThat(seen).isEmpty();
    assertThat(engine.turns().released)
        .containsExactly(
            new Released(
                "a", new HubTrouble(HubTrouble.Kind.UNAUTHORIZED, "The hub said unauthorized.")));
  }

  @Test
  void aBaselineThatIsNoTwinIsNeverTakenForOneAndNoTroubleOfTheHub() {
    hub.on("getTwin", (exchange, device) -> exchange.getMessage().setBody(Map.of("ok", true)));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(engine.turns().baselines)
        .containsExactly(
            new TwinReading.Refused("iothub://getTwin answered with no twin.", false, null));
    assertThat(engine.turns().released).containsExactly(new Released("a", null));
  }

  @Test
  void aRouteOfOnesOwnThatFailsBeforeTheCallIsNoTroubleOfTheHub() {
    hub.on(
        "getTwin",
        (exchange, device) -> exchange.setException(new IllegalStateException("no such table")));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(engine.turns().baselines)
        .containsExactly(new TwinReading.Refused("no such table", false, null));
    assertThat(engine.turns().released).containsExactly(new Released("a", null));
  }

  @Test
  void troubleInTheCallReachesTheHubsHealthOnce() {
    hub.on(
        "invokeMethod",
        (exchange, device) -> InMemoryHub.fail(exchange, "throttled", "notDelivered", 429001));
    take(FakeTurns.turn(1, "a"), INVOKE);
    assertThat(engine.turns().recorded.get(0).trouble())
        .isEqualTo(new HubTrouble(HubTrouble.Kind.THROTTLED, "The hub said throttled."));
    assertThat(engine.turns().released).as("told once").containsExactly(new Released("a", null));
  }

  @Test
  void aDirectRouteMayStandBetweenTheStepAndTheHub() {
    routes.start(
        """
        - route:
            from:
              uri: direct:call
              steps:
                - to: { uri: "iothub:invokeMethod" }
        """);
    take(
        FakeTurns.turn(1, "a"),
        "- to: { uri: \"reboot-device:invoke\", parameters: { before: \"iothub:getTwin\", via:"
            + " \"direct:call\" } }\n");
    assertThat(answer()).isEqualTo(new Answered(200));
  }

  @Test
  void withoutATurnItIsRefused() {
    routes.start();
    assertThatThrownBy(
            () ->
                routes
                    .template()
                    .sendBody(
                        "reboot-device:invoke?before=iothub:getTwin&via=iothub:invokeMethod", "a"))
        .hasStackTraceContaining("belongs behind from reboot-device:turn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reboot-device:invoke?via=iothub:x | needs before, such as before=iothub:getTwin",
        "reboot-device:observe             | needs via",
        "reboot-device:turn                | A route begins with it",
        "reboot-device:poll                | Unknown operation 'poll'",
      })
  void whatCannotWorkIsRefusedWithTheRemedy(String uri, String remedy) {
    assertThatThrownBy(() -> routes.context().getEndpoint(uri).createProducer())
        .hasStackTraceContaining(remedy);
  }

  private static Turn turn(ConfirmBy confirm, @Nullable String payload) {
    CallOptions callOptions =
        CallOptions.DEFAULT
            .with()
            .method("restart")
            .confirm(confirm)
            .confirmWithin(Duration.ofMinutes(1))
            .responseTimeout(Duration.ofSeconds(60))
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return FakeTurns.turn(1, "a", callOptions, payload);
  }

  /** Sends a turn through those steps, to its end. */
  private void take(Turn turn, String steps) {
    routes.start(
        """
        - route:
            from:
              uri: reboot-device:turn
              steps:
        """
            + steps.indent(8));
    await().until(engine.turns()::hasConsumer);
    engine.turns().give(turn);
    await().until(() -> engine.turns().released.size() == 1);
  }

  private InvocationAnswer answer() {
    assertThat(engine.turns().recorded).hasSize(1);
    return engine.turns().recorded.get(0).answer();
  }
}
