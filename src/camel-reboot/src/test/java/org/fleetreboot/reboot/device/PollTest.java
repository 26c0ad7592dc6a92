package org.fleetreboot.reboot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakePolls;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.Released;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.MarkerPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollTest {
  private static final String OBSERVE =
      "- to: { uri: \"reboot-device:observe\", parameters: { via: \"iothub:getTwin\" } }\n";

  private final FakeEngine engine = new FakeEngine();
  private final InMemoryHub hub = new InMemoryHub("a", "b");
  private final RouteRunner routes = new RouteRunner(engine).bind("iothub", hub);

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void eachDeviceThatIsDueIsReadAndItsTwinRecorded() {
    poll(OBSERVE, poll(1, "a"), poll(2, "b"));
    assertThat(engine.polls().observed)
        .extracting(observed -> observed.poll().device())
        .containsExactlyInAnyOrder("a", "b");
    FakePolls.Observed first = engine.polls().observed.get(0);
    assertThat(first.reading())
        .isEqualTo(
            new TwinReading.Found(
                new BootMarker("boot-0", Instant.parse("2026-01-01T00:00:00Z"), 1), true));
    assertThat(engine.polls().released).isEmpty();
  }

  @Test
  void aTwinThatIsGoneIsAFinding() {
    poll(OBSERVE, poll(1, "nobody"));
    assertThat(engine.polls().observed.get(0).reading()).isEqualTo(new TwinReading.NotRegistered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"deviceRefused", "reconnected", "notOnline", "deviceTimeout", "badRequest"})
  void aTwinThatTheHubRefusesIsNoTroubleOfTheHub(String kind) {
    hub.on("getTwin", (exchange, device) -> InMemoryHub.fail(exchange, kind, "", null));
    poll(OBSERVE, poll(1, "a"));
    assertThat(engine.polls().observed.get(0).reading())
        .isEqualTo(new TwinReading.Refused("The hub said " + kind + "."));
    assertThat(engine.polls().released).isEmpty();
  }

  @Test
  void theTimeThatTheHubAsksToWaitWithADeviceIsPassedOn() {
    hub.on(
        "getTwin",
        (exchange, device) -> {
          exchange.setProperty("CamelIotHubRetryAfter", Duration.ofMinutes(2));
          InMemoryHub.fail(exchange, "deviceRefused", "", 429005);
        });
    poll(OBSERVE, poll(1, "a"));
    assertThat(engine.polls().observed.get(0).reading())
        .isEqualTo(
            new TwinReading.Refused("The hub said deviceRefused.", true, Duration.ofMinutes(2)));
  }

  @Test
  void aRouteOfOnesOwnThatFailsIsNoTroubleOfTheHub() {
    hub.on(
        "getTwin",
        (exchange, device) -> exchange.setException(new IllegalStateException("no such table")));
    poll(OBSERVE, poll(1, "a"));
    assertThat(engine.polls().observed.get(0).reading())
        .isEqualTo(new TwinReading.Refused("no such table", false, null));
    assertThat(engine.polls().released).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anOutageOfThatRouteIsNoVerdictOnTheDevice(Exception outage) {
    hub.on("getTwin", (exchange, device) -> exchange.setException(outage));
    poll(OBSERVE, poll(1, "a"));
    assertThat(engine.polls().observed).isEmpty();
    assertThat(engine.polls().released)
        .containsExactly(
            new Released(
                "a", new HubTrouble(HubTrouble.Kind.SERVER_ERROR, "the registry is down")));
  }

  static List<Exception> outages() {
    String message = "the registry is down";
    return List.of(
        new ConnectException(message),
        new IOException(message),
        new TimeoutException(message),
        new SQLException(message, new SocketTimeoutException("Read timed out")));
  }

  @Test
  void theHubsTroubleEndsThePollAndNotTheOthers() {
    hub.on(
        "getTwin",
        (exchange, device) -> {
          if (device.equals("a")) {
            InMemoryHub.fail(exchange, "throttled", "", 429001);
          } else {
            exchange.getMessage().setBody(hub.twin(device));
          }
        });
    poll(OBSERVE, poll(1, "a"), poll(2, "b"));
    assertThat(engine.polls().observed).extracting(o -> o.poll().device()).containsExactly("b");
    assertThat(engine.polls().released)
        .containsExactly(
            new Released(
                "a", new HubTrouble(HubTrouble.Kind.THROTTLED, "The hub said throttled.")));
  }

  @Test
  void pollsThatAFilterKeepsBackGiveTheirLeasesBack() {
    poll(
        "- filter:\n    simple: \"${exchangeProperty.CamelSplitIndex} == 1\"\n    steps:\n"
            + OBSERVE.indent(6),
        poll(1, "a"),
        poll(2, "b"));
    assertThat(engine.polls().observed).extracting(o -> o.poll().device()).containsExactly("b");
    assertThat(engine.polls().released).containsExactly(new Released("a", null));
  }

  @Test
  void pollsBehindAFailureGiveTheirLeasesBack() {
    poll(
        "- throwException: { exceptionType: java.lang.IllegalStateException, message: x }\n"
            + OBSERVE,
        poll(1, "a"));
    assertThat(engine.polls().observed).isEmpty();
    assertThat(engine.polls().released).containsExactly(new Released("a", null));
  }

  @Test
  void aPollIsRecordedOnce() {
    poll(
        """
        - setProperty: { name: poll, simple: { expression: "${body}" } }
        %s- setBody: { simple: { expression: "${exchangeProperty.poll}" } }
        %s\
        """
            .formatted(OBSERVE, OBSERVE),
        poll(1, "a"));
    assertThat(engine.polls().observed).hasSize(1);
    assertThat(engine.polls().released).isEmpty();
  }

  @Test
  void nothingDueIsAnEmptyList() {
    poll(OBSERVE);
    assertThat(routes.template().requestBody("reboot-device:due", "x")).isEqualTo(List.of());
  }

  @Test
  void whatIsNoPollIsRefused() {
    poll(OBSERVE);
    assertThatThrownBy(
            () -> routes.template().sendBody("reboot-device:observe?via=iothub:getTwin", "x"))
        .hasStackTraceContaining("split the body of reboot-device:due before it");
  }

  private static Poll poll(long number, String device) {
    return new Poll(number, "run-1", "step-1", "north", device, new MarkerPath("rebootTime"));
  }

  /** One pulse with those polls, to its end. */
  private void poll(String steps, Poll... polls) {
    routes.start(
        """
        - route:
            from:
              uri: direct:pulse
              steps:
                - to: { uri: "reboot-device:due" }
                - split:
                    expression: { simple: { expression: "${body}" } }
                    parallelProcessing: true
                    steps:
        """
            + steps.indent(14));
    engine.polls().pulses.add(List.of(polls));
    routes.template().send("direct:pulse", exchange -> {});
    await()
        .until(
            () -> engine.polls().observed.size() + engine.polls().released.size() == polls.length);
  }
}
