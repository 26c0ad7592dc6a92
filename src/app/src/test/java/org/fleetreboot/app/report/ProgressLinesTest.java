package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEFORE = NOON.minusSeconds(90);
  private static final Tally ONE = Tally.EMPTY.plus(Outcome.CONFIRMED);

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ProgressLines lines =
      new ProgressLines(new PrintStream(told, true, StandardCharsets.UTF_8), NOON);

  @Test
  void resultsFromBeforeTheProgramBeganAreNotPrinted() {
    show(
        List.of(
            step("canary", StepKind.GROUP, StepStatus.SUCCEEDED, BEFORE),
            step("rest", StepKind.SOAK, StepStatus.SUCCEEDED, BEFORE),
            step("pumps", StepKind.GROUP, StepStatus.RUNNING, BEFORE)),
        device("pump-0", "canary", BEFORE),
        device("pump-1", "pumps", BEFORE),
        device("pump-2", "pumps", NOON));

    assertThat(told())
        .containsExactly(
            "pumps  group continues, 1 confirmed", "pump-2  confirmed", "run-1  running");
  }

  @Test
  void resultsAfterTheProgramBeganArePrintedEvenInAnOlderStep() {
    show(
        List.of(step("pumps", StepKind.GROUP, StepStatus.SUCCEEDED, BEFORE)),
        device("pump-1", "pumps", BEFORE),
        device("pump-2", "pumps", NOON));

    assertThat(told()).contains("pump-2  confirmed", "pumps  succeeded, 1 confirmed");
  }

  @Test
  void aNewRunIsPrintedFromItsBeginning() {
    show(
        List.of(step("pumps", StepKind.GROUP, StepStatus.SUCCEEDED, NOON)),
        device("pump-1", "pumps", NOON));

    assertThat(told())
        .containsExactly(
            "pumps  group begins",
            "pump-1  confirmed",
            "pumps  succeeded, 1 confirmed",
            "run-1  running");
  }

  @Test
  void aDeviceThatSettlesBeforeItsStepIsShownIsToldWithTheStep() {
    show(List.of(), device("pump-1", "pumps", NOON));
    assertThat(told()).containsExactly("run-1  running");

    show(List.of(step("pumps", StepKind.GROUP, StepStatus.RUNNING, NOON)));
    assertThat(told())
        .containsExactly("run-1  running", "pumps  group begins", "pump-1  confirmed");
  }

  private static DeviceView device(String device, String step, Instant at) {
    return new DeviceView("local", device, step, DeviceStatus.CONFIRMED, at, null);
  }

  private static StepView step(String step, StepKind kind, StepStatus status, Instant startedAt) {
    return new StepView(
        step,
        kind,
        status,
        1,
        kind == StepKind.GROUP ? ONE : Tally.EMPTY,
        startedAt,
        null,
        null,
        null,
        null,
        List.of());
  }

  private void show(List<StepView> steps, DeviceView... devices) {
    RunView run =
        new RunView(
            "run-1",
            "pumps",
            List.of("local"),
            RunStatus.RUNNING,
            BEFORE,
            null,
            null,
            new RunTrigger.CommandLine("start"),
            Requester.login("ann"),
            steps,
            ONE);
    lines.show(
        new Snapshot(
            run,
            new ListedDevices(List.of(devices)),
            List.of(devices),
            List.of(),
            HubHealth.GOOD,
            null,
            NOON.plusSeconds(1)));
  }

  /** Without the time of each, which is that of the zone of this machine. */
  private List<String> told() {
    return told.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf("  ") + 2))
        .toList();
  }
}
