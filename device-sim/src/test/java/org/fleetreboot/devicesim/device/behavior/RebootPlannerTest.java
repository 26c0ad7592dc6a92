package org.fleetreboot.devicesim.device.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Answer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Connect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Disconnect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.LoseAnswer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Marker;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Report;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Restart;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Wait;
import org.junit.jupiter.api.Test;

class RebootPlannerTest {

  private static final Duration BOOT = Duration.ofSeconds(3);
  private static final Answer ACCEPT = new Answer(200, "Rebooting");
  private static final Report NEW_MARKER = new Report(Marker.NEW);

  @Test
  void withoutMisbehaviourItAnswersGoesDownComesBackAndReports() {
    assertThat(reboot().steps())
        .containsExactly(
            ACCEPT, new Disconnect(), new Restart(), new Wait(BOOT), new Connect(), NEW_MARKER);
    assertThat(reboot().forEver()).isEmpty();
  }

  @Test
  void reportingBeforeAnsweringPutsTheReportFirst() {
    assertThat(reboot(new ReportsBeforeAnswering()).steps())
        .startsWith(NEW_MARKER, ACCEPT, new Disconnect())
        .endsWith(new Connect());
  }

  @Test
  void aSlowAnswerDelaysAllThatFollows() {
    Duration slow = Duration.ofSeconds(40);

    assertThat(reboot(new AnswersAfter(slow)).steps()).startsWith(new Wait(slow), ACCEPT);
  }

  @Test
  void aRejectingDeviceAnswersItsStatusAndDoesNotRestart() {
    assertThat(reboot(new Rejects(409)).steps()).containsExactly(new Answer(409, "Reboot refused"));
  }

  @Test
  void aLostAnswerIsNeverSentButTheRebootHappens() {
    assertThat(reboot(new LosesAnswer()).steps())
        .containsExactly(
            new LoseAnswer(),
            new Disconnect(),
            new Restart(),
            new Wait(BOOT),
            new Connect(),
            NEW_MARKER);
  }

  @Test
  void aDeviceThatNeverReturnsEndsInTheRestart() {
    assertThat(reboot(new NeverReturns()).steps())
        .containsExactly(ACCEPT, new Disconnect(), new Restart());
  }

  @Test
  void reportingNothingEndsWithTheConnection() {
    assertThat(reboot(new ReportsNothing()).steps()).endsWith(new Connect());
  }

  @Test
  void reportingTheSameValueReusesTheMarker() {
    assertThat(reboot(new ReportsSameValue()).steps()).endsWith(new Report(Marker.SAME));
  }

  @Test
  void aDeviceThatStaysConnectedOnlyWaitsAndReports() {
    assertThat(reboot(new StaysConnected()).steps())
        .containsExactly(ACCEPT, new Restart(), new Wait(BOOT), NEW_MARKER);
  }

  @Test
  void aLoopGoesDownAgainAfterEachUptime() {
    Duration uptime = Duration.ofSeconds(7);

    assertThat(reboot(new RebootsInLoop(uptime)).forEver())
        .containsExactly(
            new Wait(uptime),
            new Disconnect(),
            new Restart(),
            new Wait(BOOT),
            new Connect(),
            NEW_MARKER);
  }

  @Test
  void anOfflineDeviceDoesNothingWhenSwitchedOn() {
    RebootPlanner planner =
        RebootPlanner.of(RebootPreset.FLEET_REBOOT, List.of(new StaysOffline()));

    assertThat(planner.start(true).steps()).isEmpty();
  }

  @Test
  void behavioursCombine() {
    assertThat(reboot(new ReportsBeforeAnswering(), new LosesAnswer(), new NeverReturns()).steps())
        .containsExactly(NEW_MARKER, new LoseAnswer(), new Disconnect(), new Restart());
  }

  @Test
  void contradictingBehavioursAreRefusedByName() {
    assertThatThrownBy(() -> reboot(new Rejects(403), new LosesAnswer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("Rejects[status=403]", "LosesAnswer[]");
  }

  @Test
  void twoBehavioursOfOneKindAreRefused() {
    assertThatThrownBy(() -> reboot(new Rejects(403), new Rejects(500)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChosenBehaviourDropsThePresetsThatContradictIt() {
    RebootScript script =
        RebootPlanner.of(RebootPreset.PYTHON_TUTORIAL, List.of(new ReportsNothing()))
            .reboot(new SplittableRandom(1));

    assertThat(script.steps()).doesNotHaveAnyElementsOfTypes(Report.class);
    assertThat(script.steps()).doesNotHaveAnyElementsOfTypes(Disconnect.class);
  }

  @Test
  void thePythonPresetSleepsTwentySecondsReportsAndThenAnswers() {
    assertThat(presetScript(RebootPreset.PYTHON_TUTORIAL).steps())
        .containsExactly(
            new Restart(),
            new Wait(Duration.ofSeconds(20)),
            NEW_MARKER,
            new Answer(200, RebootPreset.PYTHON_TUTORIAL.acceptance()));
  }

  @Test
  void theNodePresetAnswersReportsAndThenRestarts() {
    assertThat(presetScript(RebootPreset.NODE_TUTORIAL).steps())
        .startsWith(new Answer(200, "Reboot started"), NEW_MARKER, new Disconnect());
  }

  @Test
  void theJavaPresetAnswersSleepsAndThenReports() {
    assertThat(presetScript(RebootPreset.JAVA_TUTORIAL).steps())
        .containsExactly(
            new Answer(200, "Started reboot"),
            new Restart(),
            new Wait(Duration.ofSeconds(5)),
            NEW_MARKER);
  }

  @Test
  void bootTimesStayInTheirRangeAndRepeatWithTheSeed() {
    DeviceSpec spec =
        DeviceSpec.named("pump-7")
            .behaving(new BootsIn(Duration.ofMillis(100), Duration.ofMillis(200)))
            .seeded(42);

    List<Duration> first = bootTimes(spec);

    assertThat(first).isEqualTo(bootTimes(spec)).isNotEqualTo(bootTimes(spec.seeded(43)));
    assertThat(first)
        .doesNotHaveDuplicates()
        .allMatch(boot -> boot.toMillis() >= 100 && boot.toMillis() <= 200);
  }

  private static List<Duration> bootTimes(DeviceSpec spec) {
    SplittableRandom random = spec.random();
    return IntStream.range(0, 20)
        .mapToObj(call -> spec.planner().reboot(random))
        .flatMap(script -> script.steps().stream())
        .filter(Wait.class::isInstance)
        .map(step -> ((Wait) step).duration())
        .toList();
  }

  private static RebootScript reboot(DeviceBehavior... behaviors) {
    return DeviceSpec.named("pump-7")
        .behaving(new BootsIn(BOOT))
        .behaving(behaviors)
        .planner()
        .reboot(new SplittableRandom(1));
  }

  private static RebootScript presetScript(RebootPreset preset) {
    return DeviceSpec.named("pump-7").speaking(preset).planner().reboot(new SplittableRandom(1));
  }
}
