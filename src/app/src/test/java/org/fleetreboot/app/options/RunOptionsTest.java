package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.Test;

/** What a message to {@code reboot-run:} has the hub called for. */
class RunOptionsTest extends OptionTest {
  private static final String CHAINS =
      """
      - route:
          from:
            uri: reboot-run:pumps
            steps:
              - to: { id: pumps, uri: "reboot:group/pumps" }
      - route:
          from:
            uri: reboot-run:careful
            steps:
              - to: { id: careful, uri: "reboot:group/careful", parameters: { maxFailed: 0 } }
      """;

  RunOptionsTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption({"reboot-run:chain", "reboot-run:runId", "reboot-run:by", "reboot-run:body=text"})
  void aMessageStartsARunWithItsChainIdAndRequester() {
    connect(devices(List.of("pump-1", "pump-2")));
    routes.add(CHAINS);

    TestedRun run = trigger("reboot-run:pumps?runId=r-1&by=ann&body=text", "pump-1\npump-2");
    TestedRun same = trigger("reboot-run:pumps?runId=r-1&by=ann&body=text", "pump-1\npump-2");

    run.ends("completed").devices("pump-1 confirmed", "pump-2 confirmed");
    assertThat(same.id()).isEqualTo(run.id()).isEqualTo("r-1");
    assertThat(run.view().chain()).isEqualTo("pumps");
    assertThat(run.view().by()).isEqualTo(Requester.route("ann"));
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L, "pump-2", 1L));
  }

  @Test
  @ProvesOption({"reboot-run:body=devices", "reboot-run:chains"})
  void aListOfDevicesMayStartAnAllowedChain() {
    connect(devices(List.of("pump-1", "pump-2")));
    routes.add(CHAINS);

    TestedRun run =
        trigger(
            "reboot-run:pumps?runId=r-1&body=devices&chains=careful",
            "{\"chain\": \"careful\", \"devices\": [\"pump-1\", \"pump-1\", \"pump-2\"]}");

    run.ends("completed");
    assertThat(run.view().chain()).isEqualTo("careful");
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L, "pump-2", 1L));
  }

  @Test
  @ProvesOption("reboot-run:idColumn")
  void theRouteNamesTheIdColumnOfCsv() {
    connect(devices(List.of("pump-1", "pump-2")));
    routes.add(CHAINS);

    trigger(
            "reboot-run:pumps?runId=r-1&body=devices&idColumn=serial",
            "deviceId,serial\npump-1,pump-2")
        .ends("completed");

    assertThat(hub.calls()).isEqualTo(Map.of("pump-2", 1L));
  }

  @Test
  @ProvesOption("reboot-run:hubColumn")
  void theRouteNamesTheHubColumnOfCsv() {
    connect(devices(List.of("pump-1")));
    routes.add(CHAINS);

    trigger(
            "reboot-run:pumps?runId=r-1&body=devices&hubColumn=plant",
            "deviceId,plant\npump-1,local")
        .ends("completed");

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot-run:options")
  void aListOfDevicesMaySetTheAllowedOptions() {
    connect(devices(List.of("pump-1", "pump-2"), new NeverReturns()));
    routes.add(CHAINS);

    trigger(
            "reboot-run:pumps?runId=r-1&body=devices&options=maxInFlight",
            "{\"options\": {\"maxInFlight\": 1}, \"devices\": [\"pump-1\", \"pump-2\"]}")
        .devicesStay("pump-1 awaiting", "pump-2 waiting");

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot-run:overlap=skip")
  void whileARunIsOpenAnotherIsSkipped() {
    TestedRun second = secondRun("skip");

    second.ends("skipped");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot-run:overlap=allow")
  void whileARunIsOpenAnotherMayRunInParallel() {
    TestedRun second = secondRun("allow");

    second.ends("completed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1", "pump-2");
  }

  private TestedRun secondRun(String overlap) {
    connect(device("pump-1", new NeverReturns()), device("pump-2"));
    routes.add(CHAINS);
    trigger("reboot-run:pumps?runId=r-1", "pump-1").devices("pump-1 awaiting");
    return trigger("reboot-run:pumps?runId=r-2&overlap=" + overlap, "pump-2");
  }

  private int routesSoFar;

  /** From a route, as triggers are written. */
  private TestedRun trigger(String uri, String body) {
    String from = "direct:trigger-" + ++routesSoFar;
    routes.add(
        """
        - route:
            from:
              uri: %s
              steps:
                - to: { uri: "%s" }
        """
            .formatted(from, uri));
    return routes.trigger(from, body);
  }
}
