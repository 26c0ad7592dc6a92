package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.because;
import static org.fleetreboot.app.explain.Phrases.count;
import static org.fleetreboot.app.explain.Phrases.plain;
import static org.fleetreboot.app.explain.Phrases.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/** Says what an open run waits for in its open steps, and what happens next. */
final class RunWaits {
  /** Others wait for the same few reasons. */
  private static final int REASONS = 3;

  private final FleetView fleet;
  private final GroupBrakes groups;
  private final Instant now;

  RunWaits(FleetView fleet, Instant now) {
    this.fleet = fleet;
    this.groups = new GroupBrakes(fleet, now);
    this.now = now;
  }

  List<Sentence> of(RunView run) {
    List<Sentence> said = new ArrayList<>();
    List<StepView> open = run.steps().stream().filter(step -> !step.status().hasEnded()).toList();
    for (StepView step : open) {
      List<Sentence> ofStep = new ArrayList<>();
      switch (step.kind()) {
        case GROUP -> group(run, step, ofStep);
        case SOAK -> soak(step, ofStep);
        case APPROVAL -> approval(run, step, ofStep);
        case CHECK -> check(step, ofStep);
      }
      ofStep.forEach(sentence -> said.add(sentence.inStep(step.step())));
    }
    if (open.isEmpty()) {
      said.add(
          say(
              Kind.ROUTE,
              null,
              "No step is open: the route of chain %s decides what comes next."
                  .formatted(run.chain())));
    }
    return said.stream().map(sentence -> sentence.inRun(run.run())).toList();
  }

  private void group(RunView run, StepView step, List<Sentence> said) {
    Map<DeviceStatus, Long> ofStep = new EnumMap<>(DeviceStatus.class);
    boolean anyWaits = false;
    for (GroupView group : step.groups()) {
      Map<DeviceStatus, Long> counts = groups.counts(run, step, group);
      counts.forEach((status, count) -> ofStep.merge(status, count, Long::sum));
      anyWaits |= waits(run, step, group, counts, said);
    }
    if (anyWaits) {
      reasons(run, step, said);
    }
    long underWay = GroupBrakes.underWay(ofStep);
    long retrying = GroupBrakes.of(ofStep, DeviceStatus.RETRYING);
    if (underWay > 0) {
      said.add(
          say(
              Kind.MARKER,
              null,
              "%s called; each twin is read until it shows a reboot, or its time is over."
                  .formatted(were(underWay))));
    }
    if (retrying > 0) {
      said.add(
          say(
              Kind.BACK_OFF,
              null,
              "%s not reached or busy, and will be called again.".formatted(were(retrying))));
    }
    next(step, GroupBrakes.of(ofStep, DeviceStatus.WAITING), said);
  }

  /** Says what keeps the group from calling; whether any of its devices waits for its turn. */
  private boolean waits(
      RunView run,
      StepView step,
      GroupView group,
      Map<DeviceStatus, Long> counts,
      List<Sentence> said) {
    String name = run.named(step.step(), group.hub());
    String reason = step.groups().size() == 1 ? step.reason() : group.reason();
    if (group.status() == StepStatus.COLLECTING) {
      said.add(
          say(
              Kind.COLLECTING,
              step.startedAt(),
              "The devices of step %s are still being listed%s.".formatted(name, because(reason))));
      return false;
    }
    if (group.status() == StepStatus.STOPPING) {
      said.add(
          say(
              Kind.STOP_RULE,
              null,
              "Step %s calls no more devices%s.".formatted(name, because(reason))));
      return false;
    }
    if (GroupBrakes.of(counts, DeviceStatus.WAITING) == 0) {
      return false;
    }
    said.addAll(groups.of(run, step, group, counts));
    return true;
  }

  private static String were(long devices) {
    return count(devices, "device") + (devices == 1 ? " was" : " were");
  }

  private static void next(StepView step, long waiting, List<Sentence> said) {
    String first =
        waiting == 0
            ? ""
            : "%s of step %s %s yet to be called. "
                .formatted(count(waiting, "device"), step.step(), waiting == 1 ? "has" : "have");
    boolean isEnding =
        step.status() == StepStatus.STOPPING || step.status() == StepStatus.CANCELLING;
    said.add(
        say(
            Kind.CONTINUES,
            null,
            isEnding
                ? "Step %s ends when each device that was called has its outcome."
                    .formatted(step.step())
                : first
                    + "The chain continues when each device of step %s has its outcome."
                        .formatted(step.step())));
  }

  /** The reasons for which most devices were not called at their turn. */
  private void reasons(RunView run, StepView step, List<Sentence> said) {
    DeviceFilter deferred =
        DeviceFilter.ofRun(run.run())
            .inStep(step.step())
            .in(Set.of(DeviceStatus.WAITING))
            .because("");
    Map<String, List<DeviceView>> byReason = new LinkedHashMap<>();
    for (DeviceView device : fleet.devices(deferred, PageRequest.first(PageRequest.MOST)).items()) {
      byReason
          .computeIfAbsent(String.valueOf(device.detail()), key -> new ArrayList<>())
          .add(device);
    }
    byReason.entrySet().stream()
        .sorted(Comparator.comparing(reason -> -reason.getValue().size()))
        .limit(REASONS)
        .forEach(reason -> said.add(reason(run, reason.getKey(), reason.getValue())));
  }

  private static Sentence reason(RunView run, String reason, List<DeviceView> devices) {
    DeviceView first = devices.get(0);
    int others = devices.size() - 1;
    return say(
            Kind.REASON,
            first.at(),
            "%s%s not called at the last turn: %s."
                .formatted(
                    run.named(first.device(), first.hub()),
                    others == 0 ? " was" : " and %s were".formatted(count(others, "other")),
                    plain(reason)))
        .ofDevice(first.device());
  }

  private void soak(StepView step, List<Sentence> said) {
    Instant until = step.until();
    said.add(
        say(
            Kind.SOAK,
            step.startedAt(),
            "Step %s lets time pass%s."
                .formatted(step.step(), until == null ? "" : " until " + when(until, now))));
    said.add(
        say(Kind.CONTINUES, until, "Then the chain continues, if the devices have stayed up."));
  }

  private void approval(RunView run, StepView step, List<Sentence> said) {
    ApprovalView approval = step.approval();
    if (approval == null) {
      return;
    }
    said.add(
        say(
            Kind.APPROVAL,
            step.startedAt(),
            "Step %s %s.".formatted(step.step(), Waiting.of(approval))));
    said.add(
        say(Kind.REMEDY, null, "To let the chain continue, approve it.")
            .by("approve", run.run(), step.step()));
    said.add(
        say(Kind.REMEDY, null, "To end the chain here, reject it.")
            .by("reject", run.run(), step.step()));
    said.add(timeout(step, approval.until(), "Without a decision by"));
  }

  private void check(StepView step, List<Sentence> said) {
    said.add(
        say(
            Kind.CHECK,
            step.startedAt(),
            "Step %s %s.".formatted(step.step(), plain(Waiting.ofCheck(step)))));
    if (step.until() != null) {
      said.add(timeout(step, step.until(), "It is asked again. Without a yes by"));
    }
  }

  private Sentence timeout(StepView step, Instant until, String without) {
    return say(
        Kind.DEADLINE,
        until,
        "%s %s, step %s fails. Pauses and stops extend that."
            .formatted(without, when(until, now), step.step()));
  }

  private static Sentence say(Kind kind, @Nullable Instant at, String text) {
    return Sentence.of(kind, at, text);
  }
}
