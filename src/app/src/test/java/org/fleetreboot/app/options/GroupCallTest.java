package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;
import static org.fleetreboot.devicesim.device.behavior.RebootPreset.JAVA_TUTORIAL;
import static org.fleetreboot.devicesim.device.behavior.RebootPreset.NODE_TUTORIAL;
import static org.fleetreboot.devicesim.device.behavior.RebootPreset.PYTHON_TUTORIAL;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.device.behavior.MarkerFormat;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hub hands to a device, how often, and how long it waits for it. */
class GroupCallTest extends OptionTest {
  GroupCallTest(LocalHub hub) {
    super(hub);
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  @ProvesOption({
    "reboot:preset=python-tutorial",
    "reboot:preset=node-tutorial",
    "reboot:preset=java-tutorial"
  })
  void aDeviceOfThatTutorialIsRebooted(RebootPreset tutorial) {
    connect(device("pump-1").speaking(tutorial));

    routes.group("preset: " + tutorial.label(), "pump-1").ends("completed");

    assertThat(calls()).isEqualTo(1);
  }

  static Stream<RebootPreset> tutorials() {
    return Stream.of(PYTHON_TUTORIAL, NODE_TUTORIAL, JAVA_TUTORIAL);
  }

  @Test
  @ProvesOption({"reboot:method", "reboot:marker"})
  void aDeviceWithItsOwnProtocolIsRebooted() {
    connect(
        device("pump-1")
            .speaking(
                new RebootPreset(
                    "acme",
                    "restart",
                    List.of("os", "upSince"),
                    MarkerFormat.ISO_UTC,
                    true,
                    "OK",
                    List.of())));

    routes.group("method: restart, marker: os.upSince", "pump-1").ends("completed");

    assertThat(count(Count.METHODS_ANSWERED)).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:payload")
  void theDeviceGetsThePayload() throws Exception {
    SpokenDevice device = speakFor("pump-1");

    routes.group("payload: '{\"delay\":3}'", "pump-1").ends("completed");

    assertThat(device.payloads()).containsExactly("{\"delay\":3}");
  }

  @Test
  @ProvesOption("reboot:busyAttempts")
  void aBusyDeviceIsCalledUpToItsLimit() {
    connect(device("pump-1", new Rejects(423)));
    TestedRun run = routes.group("busyAttempts: 2", "pump-1").devices("pump-1 retrying");

    routes.clock.leap(Duration.ofMinutes(1));

    run.ends("failed").devices("pump-1 rejected");
    assertThat(run.detail("pump-1")).contains("423").endsWith("busy at each of its 2 calls");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  @ProvesOption("reboot:busyStatus")
  void theListedStatusesMeanBusy() {
    connect(device("pump-1", new Rejects(503)), device("pump-2", new Rejects(423)));

    routes
        .group("maxFailed: \"100%\", busyStatus: \"500,503\"", "pump-1\npump-2")
        .devices("pump-1 retrying", "pump-2 rejected");
  }

  @Test
  @ProvesOption("reboot:keepResponse")
  void theAnswersPayloadIsKeptByDefault() {
    connect(device("pump-1", new Rejects(409)));

    TestedRun kept = routes.group("", "pump-1").ends("failed");
    assertThat(kept.detail("pump-1")).isEqualTo("the device answered 409: \"Reboot refused\"");
  }

  @Test
  void onlyTheStatusIsKeptIfThePayloadIsUnwanted() {
    connect(device("pump-1", new Rejects(409)));

    TestedRun run = routes.group("keepResponse: false", "pump-1").ends("failed");
    assertThat(run.detail("pump-1")).isEqualTo("the device answered 409");
  }

  @Test
  @ProvesOption("reboot:attempts")
  void anOfflineDeviceIsCalledUpToItsLimit() {
    connect(device("pump-1", new StaysOffline()));

    TestedRun run = routes.group("attempts: 2", "pump-1").devices("pump-1 retrying");

    assertThat(count(Count.METHODS_RECEIVED)).isEqualTo(1);
    routes.clock.leap(Duration.ofHours(1));
    run.devices("pump-1 offline");
    assertThat(count(Count.METHODS_RECEIVED)).isEqualTo(2);
  }

  @Test
  @ProvesOption("reboot:connectTimeout")
  void theHubWaitsThatLongForADeviceToConnect() {
    hub.register("pump-1");

    TestedRun run = routes.group("connectTimeout: 20s", "pump-1");

    patiently().until(() -> count(Count.METHODS_RECEIVED) == 1);
    connect(device("pump-1"));
    run.devices("pump-1 confirmed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:responseTimeout")
  void theHubWaitsThatLongForAnAnswer() {
    connect(device("pump-1", new AnswersAfter(Duration.ofSeconds(6))));

    TestedRun run = routes.group("responseTimeout: 5s", "pump-1").devices("pump-1 awaiting");

    assertThat(count(Count.METHODS_ANSWERED)).as("the call has ended without").isZero();
    run.devices("pump-1 confirmed");
    assertThat(count(Count.METHODS_ANSWERED_LATE)).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:unlessRebootedWithin")
  void aDeviceThatHasJustRebootedIsNotCalled() {
    connect(device("pump-1"));

    TestedRun run = routes.group("unlessRebootedWithin: 1h, allowEmpty: true", "pump-1");
    run.devices("pump-1 skipped");
    assertThat(calls()).isZero();

    routes.clock.leap(Duration.ofHours(2));
    routes.group("unlessRebootedWithin: 1h", "pump-1").ends("completed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:again")
  void aSecondGroupCallsADeviceAgainIfTheOptionIsSet() {
    connect(devices(List.of("pump-1", "pump-2")));

    TestedRun run =
        routes.chain(
            """
            - to: { id: first, uri: "reboot:group/first" }
            - setBody: { constant: "pump-1" }
            - to: { id: again, uri: "reboot:group/again", parameters: { again: true } }
            - setBody: { constant: '["pump-2", "pump-1"]' }
            - to: { id: not-again, uri: "reboot:group/not-again" }
            """,
            "pump-1");

    run.devices("pump-1 confirmed", "pump-1 confirmed", "pump-1 skipped", "pump-2 confirmed");
    assertThat(hub.calls()).containsEntry("pump-1", 2L).containsEntry("pump-2", 1L);
  }
}
