package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;

/** Which devices the hub gets no call for, or gets it later. */
class GroupOfflineTest extends OptionTest {
  GroupOfflineTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot:offline=fail")
  void anOfflineDeviceIsCalledAnyway() {
    away("offline: fail").devices("pump-1 offline");
    assertThat(count(Count.METHODS_RECEIVED)).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:offline=skip")
  void anOfflineDeviceIsSkipped() {
    away("offline: skip").devices("pump-1 skipped");
    assertThat(count(Count.METHODS_RECEIVED)).isZero();
  }

  @Test
  @ProvesOption("reboot:offline=wait")
  void anOfflineDeviceIsCalledWhenItIsBack() {
    TestedRun run = away("offline: wait").devicesStay("pump-1 waiting");
    assertThat(count(Count.METHODS_RECEIVED)).isZero();

    connect(device("pump-1"));
    routes.clock.leap(Duration.ofMinutes(5));
    run.ends("completed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:waitWithin")
  void theWaitForAnOfflineDeviceEnds() {
    TestedRun run = away("offline: wait, waitWithin: 10m").devicesStay("pump-1 waiting");
    routes.clock.leap(Duration.ofMinutes(11));
    run.devices("pump-1 offline");
    assertThat(count(Count.METHODS_RECEIVED)).isZero();
  }

  private TestedRun away(String options) {
    hub.register("pump-1");
    return routes.group(options, "pump-1");
  }

  @Test
  @ProvesOption("reboot:quarantineAfter")
  void aDeviceThatFailedInTooManyRunsIsNotCalled() {
    connect(device("pump-1", new Rejects(500)));
    routes.group("quarantineAfter: 2", "pump-1").devices("pump-1 rejected").ends("failed");
    routes.group("quarantineAfter: 2", "pump-1").devices("pump-1 rejected").ends("failed");

    TestedRun third = routes.group("quarantineAfter: 2", "pump-1").devices("pump-1 skipped");

    assertThat(third.detail("pump-1")).contains("in quarantine");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aDisabledDeviceIsNotCalled() throws IOException {
    connect(device("pump-1"), device("pump-2"));
    disable("pump-1");

    TestedRun run = routes.group("maxFailed: \"100%\"", "pump-1\npump-2");

    run.ends("completed").devices("pump-1 skipped", "pump-2 confirmed");
    assertThat(run.detail("pump-1")).contains("disabled in the hub");
    assertThat(calls()).isEqualTo(1);
  }
}
