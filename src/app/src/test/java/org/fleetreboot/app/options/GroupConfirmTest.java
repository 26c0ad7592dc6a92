package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.time.Duration;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;

/** What the twin at the hub must show before a device is confirmed. */
class GroupConfirmTest extends OptionTest {
  private static final Duration LATE = Duration.ofMinutes(11);

  GroupConfirmTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot:confirm=value")
  void theSameValueAgainDoesNotProveAReboot() {
    connect(device("pump-1", new ReportsSameValue()));

    TestedRun run = routes.group("confirm: value", "pump-1").devicesStay("pump-1 awaiting");

    routes.clock.leap(LATE);
    run.devices("pump-1 not-confirmed");
  }

  @Test
  @ProvesOption("reboot:confirm=stamp")
  void withConfirmStampALaterStampProvesAReboot() {
    connect(device("pump-1", new ReportsSameValue()));

    routes.group("confirm: stamp", "pump-1").ends("completed").devices("pump-1 confirmed");
  }

  @Test
  @ProvesOption("reboot:confirm=echo")
  void withConfirmEchoOnlyTheIdOfTheCallProvesAReboot() throws Exception {
    SpokenDevice device = speakFor("pump-1").reporting(payload -> "another boot");

    TestedRun run = routes.group("confirm: echo", "pump-1").devicesStay("pump-1 awaiting");

    device.report("boot of " + device.payloads().get(0));
    run.ends("completed").devices("pump-1 confirmed");
  }

  @Test
  void aReportAfterANewRegistrationDoesNotProveAReboot() throws Exception {
    SpokenDevice device = speakFor("pump-1");
    device.report("boot-0");
    patiently().until(() -> count(Count.TWIN_REPORTS) == 1);
    device.reporting(payload -> "boot-0");
    TestedRun run = routes.group("", "pump-1").devicesStay("pump-1 awaiting");

    device.close();
    unregister("pump-1");
    SpokenDevice another = speakFor("pump-1");
    for (int boot = 1; boot <= 5; boot++) {
      another.report("boot-" + boot);
    }
    run.devicesStay("pump-1 awaiting");
    routes.clock.leap(LATE);
    run.devices("pump-1 unknown");
  }

  @Test
  @ProvesOption("reboot:confirmWithin")
  void aDeviceHasThatLongToReport() {
    connect(device("pump-1", new NeverReturns()));

    TestedRun run = routes.group("confirmWithin: 2h", "pump-1").devices("pump-1 awaiting");

    routes.clock.leap(Duration.ofMinutes(110));
    run.devicesStay("pump-1 awaiting");
    routes.clock.leap(LATE);
    run.devices("pump-1 not-confirmed");
  }

  @Test
  @ProvesOption("reboot:stayUp")
  void aDeviceThatStaysUpIsConfirmedAfterThatTime() {
    connect(device("pump-1"));

    TestedRun run = routes.group("stayUp: 1h", "pump-1").devicesStay("pump-1 awaiting");

    routes.clock.leap(Duration.ofMinutes(61));
    run.ends("completed").devices("pump-1 confirmed");
  }

  @Test
  @ProvesOption("reboot:stayUp")
  void aDeviceThatRebootsByItselfMustStayUpAgain() throws Exception {
    SpokenDevice device = speakFor("pump-1");
    TestedRun run = routes.group("stayUp: 1h", "pump-1").devicesStay("pump-1 awaiting");

    device.report("boot-2");
    patiently().until(() -> count(Count.TWIN_REPORTS) == 2);
    routes.clock.leap(Duration.ofMinutes(61));
    run.devicesStay("pump-1 awaiting");
    routes.clock.leap(Duration.ofMinutes(61));
    run.ends("completed").devices("pump-1 confirmed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:stayUp")
  void aDeviceInARebootLoopIsNotConfirmed() {
    connect(device("pump-1", new RebootsInLoop(Duration.ofMillis(100))));

    TestedRun run = routes.group("stayUp: 1s", "pump-1").ends("failed");

    run.devices("pump-1 not-confirmed");
    assertThat(run.detail("pump-1")).contains("loop");
    assertThat(calls()).isEqualTo(1);
  }
}
