package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.junit.jupiter.api.Test;

/** How many devices may end badly before the hub gets no more calls. */
class GroupStopTest extends OptionTest {
  private static final List<String> THREE = List.of("pump-1", "pump-2", "pump-3");

  GroupStopTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot:maxFailed")
  void oneMoreFailureThanAllowedStopsTheGroup() {
    oneByOne("maxFailed: 1", new Rejects(500))
        .ends("failed")
        .devices("pump-1 rejected", "pump-2 rejected", "pump-3 skipped");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  @ProvesOption("reboot:minSample")
  void aPercentageOfFewerThanTheSampleStopsNothing() {
    oneByOne("maxFailed: \"50%\", minSample: 3", new Rejects(500))
        .ends("failed")
        .devices("pump-1 rejected", "pump-2 rejected", "pump-3 rejected");
    assertThat(calls()).isEqualTo(3);
  }

  @Test
  void aPercentageOfASmallGroupAllowsOneFailure() {
    oneByOne("maxFailed: \"5%\"", new Rejects(500))
        .ends("failed")
        .devices("pump-1 rejected", "pump-2 rejected", "pump-3 skipped");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void zeroPercentAllowsNoFailure() {
    oneByOne("maxFailed: \"0%\"", new Rejects(500))
        .ends("failed")
        .devices("pump-1 rejected", "pump-2 skipped", "pump-3 skipped");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:maxRejected")
  void oneMoreRejectedThanAllowedStopsTheGroup() {
    oneByOne("maxFailed: \"100%\", maxRejected: 0", new Rejects(500))
        .ends("failed")
        .devices("pump-1 rejected", "pump-2 skipped", "pump-3 skipped");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:maxOffline")
  void oneMoreOfflineThanAllowedStopsTheGroup() {
    oneByOne("maxOffline: 0", new StaysOffline())
        .ends("failed")
        .devices("pump-1 offline", "pump-2 skipped", "pump-3 skipped");
  }

  @Test
  @ProvesOption("reboot:maxNotConfirmed")
  void oneMoreNotConfirmedThanAllowedStopsTheGroup() {
    TestedRun run =
        oneByOne("maxFailed: \"100%\", maxNotConfirmed: 0", new NeverReturns())
            .devices("pump-1 awaiting", "pump-2 waiting", "pump-3 waiting");
    routes.clock.leap(Duration.ofMinutes(11));
    run.ends("failed").devices("pump-1 not-confirmed", "pump-2 skipped", "pump-3 skipped");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:maxUnknown")
  void oneMoreUnknownThanAllowedStopsTheGroup() {
    hub.fault(HubFault.deliveredThenNoAnswer(), FaultScope.methods());
    TestedRun run =
        oneByOne("maxFailed: \"100%\", maxUnknown: 0", new ReportsNothing())
            .devices("pump-1 awaiting", "pump-2 waiting", "pump-3 waiting");
    routes.clock.leap(Duration.ofMinutes(11));
    run.ends("failed").devices("pump-1 unknown", "pump-2 skipped", "pump-3 skipped");
    assertThat(calls()).isEqualTo(1);
  }

  private TestedRun oneByOne(String options, DeviceBehavior behavior) {
    connect(devices(THREE, behavior));
    return routes.group("maxInFlight: 1, " + options, String.join("\n", THREE));
  }
}
