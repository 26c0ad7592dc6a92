package org.fleetreboot.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetPlanTest {
  @Test
  void thirtyDevicesAreThreeCanariesSevenGatewaysAndTwentySensors() {
    List<DeviceSpec> devices = FleetPlan.demo(30, 1);

    assertThat(devices).filteredOn(device -> device.tags().containsKey("ring")).hasSize(3);
    assertThat(devices).filteredOn(FleetPlanTest::isGateway).hasSize(7);
    assertThat(devices).filteredOn(FleetPlanTest::isSensor).hasSize(20);
  }

  @Test
  void threeSensorsAndOneGatewayMisbehave() {
    List<DeviceSpec> devices = FleetPlan.demo(30, 1);

    assertThat(devices)
        .filteredOn(FleetPlanTest::isSensor)
        .flatExtracting(DeviceSpec::behaviors)
        .containsExactly(
            new DeviceBehavior.StaysOffline(),
            new DeviceBehavior.LosesAnswer(),
            new DeviceBehavior.NeverReturns());
    assertThat(devices)
        .filteredOn(device -> !isSensor(device))
        .flatExtracting(DeviceSpec::behaviors)
        .containsExactly(new DeviceBehavior.Rejects(409));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 30, 100, 1_000})
  void thereAreAsManyDevicesAsRequested(int count) {
    assertThat(FleetPlan.of(count, 1))
        .hasSize(count)
        .extracting(DeviceSpec::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void moreFaultsThanDevicesAreRefused() {
    assertThatThrownBy(() -> new FaultCounts(2, 0, 0, 2).among(FleetPlan.of(3, 1)))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("4 devices are told to misbehave, but there are only 3");
  }

  private static boolean isGateway(DeviceSpec device) {
    return "gateway".equals(device.tags().get("role"));
  }

  private static boolean isSensor(DeviceSpec device) {
    return "sensor".equals(device.tags().get("role"));
  }
}
