package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.app.report.ListedDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** A run that a test describes step by step, and what is drawn of it. */
final class Picture {
  private static final String HUB = "plant-7";

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final List<StepView> steps = new ArrayList<>();
  private final List<DeviceView> devices = new ArrayList<>();
  private final List<StopView> stops = new ArrayList<>();
  private HubHealth health = HubHealth.GOOD;
  private @Nullable HubHeadroom headroom;
  private RunStatus status = RunStatus.RUNNING;
  private @Nullable String reason;
  private final RecentPace pace = new RecentPace();

  Picture group(String name, StepStatus status, int targets, Tally tally) {
    return group(name, status, targets, tally, null);
  }

  Picture group(
      String name, StepStatus status, int targets, Tally tally, @Nullable GroupOptions options) {
    steps.add(
        new StepView(
            name,
            StepKind.GROUP,
            status,
            targets,
            tally,
            NOON.minus(Duration.ofMinutes(2)),
            null,
            null,
            options,
            null,
            List.of(new GroupView(HUB, status, targets, tally, NOON, null, options))));
    return this;
  }

  /** A group on several hubs. */
  Picture groups(String name, StepStatus status, GroupView... groups) {
    steps.add(
        new StepView(
            name,
            StepKind.GROUP,
            status,
            Stream.of(groups).mapToInt(GroupView::targets).sum(),
            Stream.of(groups).map(GroupView::tally).reduce(Tally.EMPTY, Tally::plus),
            NOON.minus(Duration.ofMinutes(2)),
            null,
            null,
            null,
            null,
            List.of(groups)));
    return this;
  }

  Picture soak(String name, StepStatus status, Instant until) {
    return step(name, StepKind.SOAK, status, until, null);
  }

  Picture approval(String name, ApprovalView approval) {
    return step(name, StepKind.APPROVAL, StepStatus.WAITING, approval.until(), approval);
  }

  private Picture step(
      String name,
      StepKind kind,
      StepStatus status,
      Instant until,
      @Nullable ApprovalView approval) {
    steps.add(
        new StepView(
            name, kind, status, 0, Tally.EMPTY, NOON, until, null, null, approval, List.of()));
    return this;
  }

  Picture device(
      String id, String step, DeviceStatus status, int secondsAgo, @Nullable String detail) {
    return device(HUB, id, step, status, secondsAgo, detail);
  }

  Picture device(
      String hub,
      String id,
      String step,
      DeviceStatus status,
      int secondsAgo,
      @Nullable String detail) {
    devices.add(new DeviceView(hub, id, step, status, NOON.minusSeconds(secondsAgo), detail));
    return this;
  }

  Picture hub(HubHealth now, @Nullable HubHeadroom free) {
    health = now;
    headroom = free;
    return this;
  }

  Picture stopped(StopView stop) {
    stops.add(stop);
    return this;
  }

  Picture run(RunStatus now, @Nullable String why) {
    status = now;
    reason = why;
    return this;
  }

  static Tally tally(Object... countsAndOutcomes) {
    Tally tally = Tally.EMPTY;
    for (int i = 0; i < countsAndOutcomes.length; i += 2) {
      tally =
          tally.plus(
              new Tally(
                  java.util.Map.of(
                      (Outcome) countsAndOutcomes[i + 1], (Integer) countsAndOutcomes[i])));
    }
    return tally;
  }

  Snapshot snapshot() {
    Tally all = steps.stream().map(StepView::tally).reduce(Tally.EMPTY, Tally::plus);
    RunView run =
        new RunView(
            "night-1",
            "night",
            hubs(),
            status,
            NOON.minus(Duration.ofSeconds(252)),
            null,
            reason,
            new RunTrigger.CommandLine("start"),
            Requester.login("ann"),
            steps,
            all);
    return new Snapshot(run, new ListedDevices(devices), List.of(), stops, health, headroom, NOON);
  }

  private List<String> hubs() {
    Set<String> hubs = new TreeSet<>();
    steps.forEach(step -> hubs.addAll(step.hubs()));
    return List.copyOf(hubs);
  }

  List<AttributedString> lines(TreeSymbols symbols, boolean color, int width, int height) {
    Snapshot snapshot = snapshot();
    pace.add(snapshot);
    return new TreeLines(symbols, color, ZoneOffset.UTC).draw(snapshot, pace, width, height);
  }

  /** Without colours. */
  String draw(TreeSymbols symbols, int width, int height) {
    return lines(symbols, false, width, height).stream()
        .map(line -> line.toString() + "\n")
        .collect(Collectors.joining());
  }
}
