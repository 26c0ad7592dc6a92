package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;

/** How one device is called and polled. */
class DeviceOptionsTest extends OptionTest {
  DeviceOptionsTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption({
    "reboot-device:operation=turn",
    "reboot-device:operation=invoke",
    "reboot-device:operation=due",
    "reboot-device:operation=observe",
    "reboot-device:before",
    "reboot-device:via"
  })
  void itsTwinIsReadThenItIsCalledOnceThenItsTwinIsReadAgain() {
    connect(device("pump-1"));

    routes.group("firstPoll: 1m", "pump-1").devices("pump-1 awaiting");

    assertThat(count(Count.TWIN_READS)).isEqualTo(1);
    assertThat(count(Count.METHODS_RECEIVED)).isEqualTo(1);
    routes.clock.leap(Duration.ofMinutes(2));
    patiently().until(() -> count(Count.TWIN_READS) == 2);
  }

  @Test
  @ProvesOption("reboot-device:check")
  void aDeviceIsNotCalledWhenTheCheckSaysNo() {
    connect(device("pump-1"));
    answering("CamelRebootVeto", "valve is open", new AtomicBoolean(true));

    TestedRun run = routes.group("maxFailed: 0", "pump-1").devices("pump-1 skipped");

    assertThat(run.detail("pump-1")).contains("valve is open");
    assertThat(count(Count.METHODS_RECEIVED)).isZero();
    assertThat(count(Count.TWIN_READS)).as("asked before the twin is read").isZero();
  }

  @Test
  @ProvesOption("reboot-device:check")
  void aDeviceIsCalledLaterWhenTheCheckSaysNotNow() {
    AtomicBoolean busy = new AtomicBoolean(true);
    connect(device("pump-1"));
    answering("CamelRebootRetryAfter", "5m", busy);
    TestedRun run = routes.group("maxFailed: 0", "pump-1").devicesStay("pump-1 waiting");
    assertThat(count(Count.METHODS_RECEIVED)).isZero();

    busy.set(false);
    routes.clock.leap(Duration.ofMinutes(6));

    run.ends("completed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot-device:check")
  void aDeviceIsCalledWhenTheCheckSaysYes() {
    connect(device("pump-1"));
    answering("CamelRebootVeto", "never said", new AtomicBoolean());

    routes.group("maxFailed: 0", "pump-1").ends("completed");

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot-device:check")
  void aWebServerIsToldByJsonWhichDeviceItIsAskedAbout() throws IOException {
    connect(device("pump-1"));
    try (AskedServer server = AskedServer.start()) {
      routes.check(server.uri()).group("maxFailed: 0", "pump-1").ends("completed");

      assertThat(server.requests())
          .containsExactly("POST {\"device\":\"pump-1\",\"run\":\"run-1\",\"step\":\"group-1\"}");
    }
  }

  /** A check that says so while the switch is on. */
  private void answering(String header, String value, AtomicBoolean on) {
    routes
        .check("direct:check")
        .bind(
            "check",
            exchange -> {
              if (on.get()) {
                exchange.getMessage().setHeader(header, value);
              }
            })
        .add("- route: { from: { uri: direct:check, steps: [ { process: { ref: check } } ] } }");
  }

  @Test
  @ProvesOption("reboot-device:operation=note")
  void aRoutesNoteAfterTheRebootIsKeptWithTheDevice() {
    connect(device("pump-1"));
    routes.add(
        """
        - route:
            from:
              uri: reboot-events:health
              parameters: { types: outcome }
              steps:
                - setBody: { constant: "4 bar" }
                - to: { uri: "reboot-device:note" }
        """);

    TestedRun run = routes.group("maxFailed: 0", "pump-1").ends("completed");

    patiently().untilAsserted(() -> assertThat(run.detail("pump-1")).contains("4 bar"));
  }
}
