package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.engine.HubHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub's trouble is no device's outcome, and one device's is not the hub's. */
class TroubledHubTest extends OptionTest {
  private static final List<String> FIVE =
      List.of("pump-1", "pump-2", "pump-3", "pump-4", "pump-5");

  private final List<HubHealth> suspended = new ArrayList<>();

  TroubledHubTest(LocalHub hub) {
    super(hub);
  }

  @AfterEach
  void mend() {
    hub.clearFaults();
  }

  @ParameterizedTest
  @ValueSource(ints = {404012, 403999, 429001})
  void aTwinThatCannotBeReadIsReadAgainAndItsDeviceIsCalledOnce(int code) {
    connect(device("pump-1"));
    hub.fault(HubFault.refused(code), FaultScope.on(HubOperation.TWIN_READ).times(3));

    ends("completed", group("", "pump-1")).devices("pump-1 confirmed");

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aTwinThatCannotBeReadAfterTheDeadlineDecidesNothing() {
    connect(device("pump-1"));
    hub.fault(HubFault.refused(404012), FaultScope.on(HubOperation.TWIN_READ).afterSkipping(1));
    TestedRun run = routes.group("confirmWithin: 10m", "pump-1").devices("pump-1 awaiting");
    routes.clock.leap(Duration.ofMinutes(20));
    run.devicesStay("pump-1 awaiting");

    hub.clearFaults();

    ends("completed", run).devices("pump-1 confirmed");
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400024, 404012})
  void aQueryThatFailsForAWhileFindsAllTheSameDevices(int code) {
    connect(devices(FIVE));
    for (int page = 1; page <= 3; page++) {
      hub.fault(HubFault.refused(code), FaultScope.on(HubOperation.QUERY).nth(2 * page - 1));
    }

    ends("completed", group("query: \"SELECT deviceId FROM devices\", pageSize: 2", ""));

    assertThat(hub.calls()).hasSize(5).allSatisfy((device, calls) -> assertThat(calls).isOne());
  }

  @Test
  void aDeviceThatComesLaterJoinsThoughTheQueryFailsForAWhile() {
    connect(device("pump-1"));
    hub.fault(
        HubFault.refused(404012), FaultScope.on(HubOperation.QUERY).afterSkipping(1).times(3));
    TestedRun run = group("query: \"SELECT deviceId FROM devices\", membership: follow", "");
    patiently().until(() -> calls() == 1);
    connect(device("pump-2"));

    ends("completed", run).devices("pump-1 confirmed", "pump-2 confirmed");
  }

  @ParameterizedTest
  @ValueSource(ints = {404012, 403800})
  void anInconclusiveLookUpRemovesNoDevice(int code) {
    connect(devices(FIVE));
    hub.fault(HubFault.refused(404012), FaultScope.on(HubOperation.QUERY).times(2));
    // A query cannot find this one, so its twin is asked for.
    connect(device("o'brien"));
    hub.fault(HubFault.refused(code), FaultScope.on(HubOperation.TWIN_READ).times(2));

    ends("completed", group("unknownDevices: refuse", "pump-1\no'brien"));

    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L, "o'brien", 1L));
  }

  @ParameterizedTest
  @ValueSource(ints = {403800, 429005})
  void aDevicesOwnProblemFailsOnlyThatDevice(int code) {
    connect(devices(FIVE));
    hub.fault(HubFault.refused(code), FaultScope.methods().device("pump-1"));

    TestedRun run = ends("completed", group("maxInFlight: 1", String.join("\n", FIVE)));

    run.devices(
        "pump-1 failed",
        "pump-2 confirmed",
        "pump-3 confirmed",
        "pump-4 confirmed",
        "pump-5 confirmed");
    assertThat(run.detail("pump-1")).contains("(" + code + ")");
    assertThat(suspended).isEmpty();
    assertThat(hub.calls()).hasSize(4);
  }

  @Test
  void aDevicesTemporaryProblemIsNotAFailure() {
    connect(device("pump-1"));
    hub.fault(HubFault.refused(403800), FaultScope.methods().times(2));

    ends("completed", group("", "pump-1")).devices("pump-1 confirmed");
  }

  @ParameterizedTest
  @ValueSource(ints = {409102, 404001, 403999})
  void aCallThatMayHaveBeenDeliveredIsNeverRepeated(int code) {
    connect(device("pump-1"));
    hub.fault(HubFault.refused(code), FaultScope.methods());
    TestedRun run = routes.group("confirmWithin: 10m", "pump-1").devices("pump-1 awaiting");

    routes.clock.leap(Duration.ofMinutes(11));

    // One alone is no success.
    ends("failed", run).devices("pump-1 unknown");
    assertThat(calls()).isZero();
  }

  /** A group whose devices have all the time that the clock leaps over. */
  private TestedRun group(String options, String devices) {
    return routes.group("confirmWithin: 24h" + (options.isEmpty() ? "" : ", " + options), devices);
  }

  /** Waits, by the second, until the run has ended so. */
  private TestedRun ends(String status, TestedRun run) {
    patiently()
        .until(
            () -> {
              routes.clock.leap(Duration.ofSeconds(1));
              if (routes.engine.health("local").isSuspended()) {
                suspended.add(routes.engine.health("local"));
              }
              return !run.view().status().isOpen();
            });
    return run.ends(status);
  }
}
