package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;
import static org.fleetreboot.app.options.TestedRun.stays;

import java.time.Duration;
import java.util.List;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls come to the hub at once, and in which time. */
class GroupPaceTest extends OptionTest {
  private static final List<String> FIVE =
      List.of("pump-1", "pump-2", "pump-3", "pump-4", "pump-5");
  private static final String ALL = String.join("\n", FIVE);

  GroupPaceTest(LocalHub hub) {
    super(hub);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"40%\""})
  @ProvesOption("reboot:maxInFlight")
  void atMostThatManyAreInFlight(String two) {
    connect(devices(FIVE, new NeverReturns()));

    routes.group("maxFailed: \"100%\", maxInFlight: " + two, ALL);

    callsStay(2);
    routes.clock.leap(Duration.ofMinutes(11));
    callsStay(4);
  }

  @Test
  @ProvesOption("reboot:maxDown")
  void whenTooManyHaveNotComeBackTheOthersAreSkipped() {
    connect(devices(FIVE, new NeverReturns()));

    TestedRun run = routes.group("maxFailed: \"100%\", maxDown: 1", ALL);

    callsStay(1);
    routes.clock.leap(Duration.ofMinutes(11));
    run.ends("failed");
    assertThat(calls()).isEqualTo(1);
    assertThat(run.view().reason()).contains("maxDown 1: 1 of 5 have not come back");
  }

  @Test
  @ProvesOption("reboot:rate")
  void oneIsCalledAMinute() {
    connect(devices(FIVE));

    routes.group("rate: 1/m", ALL);

    callsStay(1);
    routes.clock.leap(Duration.ofSeconds(50));
    callsStay(1);
    routes.clock.leap(Duration.ofSeconds(11));
    callsStay(2);
  }

  @Test
  @ProvesOption("reboot:rateGrowth")
  void afterThatManyConfirmedTheyAreCalledTwiceAsFast() {
    connect(devices(FIVE));

    TestedRun run = routes.group("rate: 1/m, rateGrowth: 100% after 1", ALL);

    patiently().until(() -> run.view().tally().settled() == 1);
    callsStay(1);
    routes.clock.leap(Duration.ofSeconds(31));
    callsStay(2);
  }

  @Test
  @ProvesOption("reboot:holdAfterConfirm")
  void aConfirmedDeviceKeepsItsPlaceForThatLong() {
    connect(devices(List.of("pump-1", "pump-2")));

    TestedRun run = routes.group("maxInFlight: 1, holdAfterConfirm: 10m", "pump-1\npump-2");

    run.devicesStay("pump-1 confirmed", "pump-2 waiting");
    routes.clock.leap(Duration.ofMinutes(11));
    run.ends("completed");
  }

  @Test
  @ProvesOption("reboot:firstPoll")
  void noTwinIsReadBeforeTheFirstPoll() {
    connect(devices(FIVE));

    TestedRun run = routes.group("firstPoll: 5m", ALL);

    callsStay(5);
    stays(() -> assertThat(count(Count.TWIN_READS)).as("before the calls").isEqualTo(5));
    routes.clock.leap(Duration.ofMinutes(6));
    run.ends("completed");
    assertThat(count(Count.TWIN_READS)).isEqualTo(10);
  }

  @Test
  @ProvesOption("reboot:pollEvery")
  void anUnchangedTwinIsReadAgainAfterThePollInterval() {
    connect(device("pump-1", new BootsIn(Duration.ofSeconds(1))));

    TestedRun run = routes.group("firstPoll: 0s, pollEvery: 1m", "pump-1");

    patiently().until(() -> count(Count.TWIN_REPORTS) == 2);
    stays(() -> assertThat(count(Count.TWIN_READS)).isEqualTo(2));
    run.devices("pump-1 awaiting");
    routes.clock.leap(Duration.ofMinutes(2));
    run.ends("completed");
  }

  @Test
  @ProvesOption("reboot:learnFirstPoll")
  void laterDevicesAreReadAfterTheBootTimeOfEarlierOnes() {
    List<String> ten =
        List.of("p-0", "p-1", "p-2", "p-3", "p-4", "p-5", "p-6", "p-7", "p-8", "p-9");
    connect(devices(ten, new BootsIn(Duration.ofMillis(600))));
    String options = "maxInFlight: 5, firstPoll: 0s, pollEvery: 50ms, learnFirstPoll: ";

    routes.group(options + "false", String.join("\n", ten)).ends("completed");
    long untaught = count(Count.TWIN_READS);
    routes.group(options + "true", String.join("\n", ten)).ends("completed");
    long taught = count(Count.TWIN_READS) - untaught;

    // Of the last five, mostly: their first poll is the only one.
    assertThat(taught).isLessThan(untaught);
  }

  /**
   * That so many calls come, and that the engine has their answers: a clock that leaps past an
   * answer has it lost.
   */
  private void callsStay(long expected) {
    stays(() -> assertThat(calls()).isEqualTo(expected));
    FleetView view = routes.engine.view();
    patiently()
        .until(
            () ->
                view.runs().stream()
                    .flatMap(run -> view.devices(run.run()).stream())
                    .noneMatch(device -> device.status() == DeviceStatus.CALLING));
  }
}
