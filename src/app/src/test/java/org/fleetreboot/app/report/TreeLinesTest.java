package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeLinesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Tally CANARIES = Tally.EMPTY.plus(Outcome.CONFIRMED).plus(Outcome.CONFIRMED);
  private static final Tally SENSORS = Tally.EMPTY.plus(Outcome.OFFLINE);

  private final TreeLines tree = new TreeLines(TreeSymbols.ASCII, false);

  @Test
  void aRunIsATreeOfGroupsAndTheirDevices() {
    assertThat(draw(HubHealth.GOOD, 80, 24))
        .containsExactly(
            "night-1 - running - 12 s",
            "|- canary  #################### 2/2  succeeded - 2 confirmed",
            "|- settle  soak - 5 s left",
            "`- sensors  #####............... 1/4  running - 1 offline",
            "   |- sensor-2  awaiting",
            "   |- sensor-1  offline  not \\u001b[2Jconnected",
            "   `- sensor-4  waiting  the line runs");
  }

  @Test
  void aSmallTerminalShowsTheGroupsAndCountsTheDevices() {
    assertThat(draw(HubHealth.GOOD, 80, 5)).hasSize(5).last().isEqualTo("   `- and 3 more");
  }

  @Test
  void aNarrowTerminalShowsShortLines() {
    assertThat(draw(HubHealth.GOOD, 20, 24)).allMatch(line -> line.length() <= 20);
  }

  @Test
  void aTerminalWithOneLineShowsTheRun() {
    assertThat(draw(HubHealth.GOOD, 80, 1)).containsExactly("night-1 - running - 12 s");
  }

  @Test
  void aSuspendedHubIsShownBelow() {
    HubTrouble trouble = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "Connection refused.");
    assertThat(draw(new HubHealth(trouble, NOON), 80, 24))
        .last()
        .isEqualTo("! the hub is suspended: Connection refused.");
  }

  private List<String> draw(HubHealth hub, int width, int height) {
    List<StepView> steps =
        List.of(
            step("canary", StepKind.GROUP, StepStatus.SUCCEEDED, 2, CANARIES, null),
            step("settle", StepKind.SOAK, StepStatus.RUNNING, 0, Tally.EMPTY, NOON.plusSeconds(5)),
            step("sensors", StepKind.GROUP, StepStatus.RUNNING, 4, SENSORS, null));
    RunView run =
        new RunView(
            "night-1",
            "night",
            "plant-7",
            RunStatus.RUNNING,
            NOON.minus(Duration.ofSeconds(12)),
            null,
            null,
            new RunTrigger.CommandLine("start"),
            "op",
            steps,
            CANARIES.plus(SENSORS));
    List<DeviceView> devices =
        List.of(
            new DeviceView("canary-1", "canary", DeviceStatus.CONFIRMED, NOON, null),
            new DeviceView("canary-2", "canary", DeviceStatus.CONFIRMED, NOON, null),
            new DeviceView(
                "sensor-1", "sensors", DeviceStatus.OFFLINE, NOON, "not \u001b[2Jconnected"),
            new DeviceView("sensor-2", "sensors", DeviceStatus.AWAITING, NOON, null),
            new DeviceView("sensor-3", "sensors", DeviceStatus.WAITING, null, null),
            new DeviceView("sensor-4", "sensors", DeviceStatus.WAITING, NOON, "the line runs"));
    List<String> lines = new ArrayList<>();
    for (AttributedString line :
        tree.draw(
            new Snapshot(run, new ListedDevices(devices), List.of(), List.of(), hub, NOON),
            width,
            height)) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static StepView step(
      String id,
      StepKind kind,
      StepStatus status,
      int targets,
      Tally tally,
      @Nullable Instant until) {
    return new StepView(id, kind, status, targets, tally, NOON, until, null, null, null);
  }
}
