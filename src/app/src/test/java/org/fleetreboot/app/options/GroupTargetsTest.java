package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;

/** Which devices of the hub a group calls. */
class GroupTargetsTest extends OptionTest {
  GroupTargetsTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption({"reboot:kind=group", "reboot:name", "reboot:query"})
  void onlyTheDevicesOfTheQueryAreCalled() {
    connect(ofRing("pump-1", "canary"), ofRing("pump-2", "canary"), ofRing("pump-3", "rest"));

    routes.group("query: \"tags.ring = 'canary'\"", "").ends("completed");

    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L, "pump-2", 1L));
  }

  @Test
  @ProvesOption("reboot:exclude")
  void excludedDevicesAreNotCalled() {
    connect(devices(List.of("pump-1", "pump-2", "pump-3")));

    routes.group("exclude: \"pump-1, pump-3\"", "pump-1\npump-2\npump-3").ends("completed");

    assertThat(hub.calls()).containsOnlyKeys("pump-2");
  }

  @Test
  @ProvesOption("reboot:excludeQuery")
  void devicesOfTheExcludeQueryAreNotCalled() {
    connect(ofRing("pump-1", "canary"), ofRing("pump-2", "rest"));

    routes.group("excludeQuery: \"tags.ring = 'rest'\"", "pump-1\npump-2").ends("completed");

    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot:allowEmpty")
  void anEmptyGroupFailsUnlessThatIsAllowed() {
    routes.group("query: \"tags.ring = 'gone'\"", "").ends("failed");
    routes.group("query: \"tags.ring = 'gone'\", allowEmpty: true", "").ends("completed");
  }

  @Test
  @ProvesOption("reboot:membership=frozen")
  void aDeviceRegisteredLaterIsNotCalled() {
    TestedRun run = underWayWhenAnotherComes("membership: frozen");

    run.ends("completed").devices("pump-1 confirmed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot:membership=follow")
  void aDeviceRegisteredLaterIsCalledIfTheGroupFollows() {
    TestedRun run = underWayWhenAnotherComes("membership: follow");

    run.ends("completed").devices("pump-1 confirmed", "pump-2 confirmed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1", "pump-2");
  }

  private TestedRun underWayWhenAnotherComes(String membership) {
    connect(ofRing("pump-1", "canary", new BootsIn(Duration.ofSeconds(1))));
    TestedRun run = routes.group("query: \"tags.ring = 'canary'\", " + membership, "");
    patiently().until(() -> calls() == 1);
    connect(ofRing("pump-2", "canary"));
    return run;
  }

  @Test
  @ProvesOption("reboot:pageSize")
  void theQueryIsAnsweredInPagesOfThatSize() {
    connect(devices(List.of("pump-1", "pump-2", "pump-3", "pump-4", "pump-5")));

    routes.group("query: \"SELECT deviceId FROM devices\", pageSize: 2", "").ends("completed");

    assertThat(calls()).isEqualTo(5);
    assertThat(count(Count.QUERIES)).isEqualTo(3);
  }

  @Test
  @ProvesOption("reboot:targetsVia")
  void theQueryMayGoToAnotherEndpoint() {
    connect(devices(List.of("pump-1", "pump-2")));
    routes
        .bind("cmdb", answer -> answer.getMessage().setBody(List.of(Map.of("deviceId", "pump-2"))))
        .add("- route: { from: { uri: direct:cmdb, steps: [ { process: { ref: cmdb } } ] } }");

    routes.group("query: all of site lyon, targetsVia: direct:cmdb", "").ends("completed");

    assertThat(hub.calls()).containsOnlyKeys("pump-2");
    assertThat(count(Count.QUERIES)).isZero();
  }

  @Test
  @ProvesOption("reboot:unknownDevices=fail")
  void aListWithAnUnknownDeviceRebootsTheOthers() {
    connect(device("pump-1"));

    routes
        .group("unknownDevices: fail", "pump-1\nghost-1")
        .devices("pump-1 confirmed", "ghost-1 failed");

    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot:unknownDevices=refuse")
  void aListWithAnUnknownDeviceIsRefusedIfTheGroupSaysSo() {
    connect(device("pump-1"));

    TestedRun run = routes.group("unknownDevices: refuse", "pump-1\nghost-1").ends("failed");

    assertThat(run.view().reason()).contains("ghost-1");
    assertThat(calls()).isZero();
  }

  @Test
  @ProvesOption("reboot:twinVia")
  void theLookUpOfADeviceMayGoToAnotherEndpoint() {
    connect(device("pump-1"));
    Set<Object> asked = ConcurrentHashMap.newKeySet();
    routes
        .bind("twin", ask -> asked.add(ask.getMessage().getHeader("CamelIotHubDeviceId")))
        .add(
            """
            - route:
                from:
                  uri: direct:twin
                  steps:
                    - process: { ref: twin }
                    - to: { uri: "iothub:getTwin" }
            """);

    routes.group("unknownDevices: refuse, twinVia: direct:twin", "pump-1\nghost-1").ends("failed");

    assertThat(asked).contains("ghost-1");
  }

  private static DeviceSpec ofRing(String id, String ring, DeviceBehavior... behaviors) {
    return device(id, behaviors).tagged(Map.of("ring", ring));
  }
}
