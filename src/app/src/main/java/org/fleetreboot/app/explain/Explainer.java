package org.fleetreboot.app.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.StepKind;

/** Gives the explanation of a run or a device, from the journal and what else is known. */
public final class Explainer {
  private static final int EXAMPLES = 3;

  private final FleetView fleet;
  private final Recorded recorded;
  private final Conditions conditions;
  private final Brakes brakes;

  /** The journal may be in use by a program. */
  public Explainer(JournalReader journal, Conditions conditions) {
    this.fleet = journal.view();
    this.recorded = new Recorded(journal);
    this.conditions = conditions;
    this.brakes = new Brakes(fleet, conditions);
  }

  /** The explanation of a device; empty if the journal has no run with it. */
  public Optional<Explanation> device(String device) {
    return new DeviceExplainer(fleet, recorded, brakes, conditions)
        .of(DeviceFilter.ofDevice(device));
  }

  /** The explanation of a device in one run; empty if the run does not have it. */
  public Optional<Explanation> device(String device, String run) {
    DeviceFilter filter = DeviceFilter.ofDevice(device).inRun(run);
    return new DeviceExplainer(fleet, recorded, brakes, conditions).of(filter);
  }

  /** The explanation of a run; empty if the journal does not have it. */
  public Optional<Explanation> run(String id) {
    RunView run = fleet.run(id);
    if (run == null) {
      return Optional.empty();
    }
    List<RunEvent> events = recorded.ofRun(id);
    List<Sentence> said = new ArrayList<>();
    events.stream()
        .filter(RunEvent.RunAccepted.class::isInstance)
        .map(RunEvent.RunAccepted.class::cast)
        .forEach(accepted -> said.addAll(RunEvents.asked(accepted)));
    said.addAll(happened(run, events));
    said.addAll(devices(run));
    if (run.status().isOpen()) {
      said.addAll(brakes.of(run, run.hubs(), events));
      said.addAll(new RunWaits(fleet, conditions.now()).of(run));
    } else {
      said.add(over(run));
    }
    return Optional.of(
        new Explanation(
            Explanation.Subject.RUN,
            id,
            RunReport.sentence(run, conditions.program().isAbandoned(run)),
            conditions.now(),
            said));
  }

  private List<Sentence> happened(RunView run, List<RunEvent> events) {
    List<Sentence> said = new ArrayList<>();
    for (StepView step : run.steps()) {
      if (step.kind() == StepKind.GROUP) {
        for (GroupView group : step.groups()) {
          said.addAll(
              RunEvents.group(
                  run.named(step.step(), group.hub()),
                  recorded.ofGroup(group.hub(), run.run(), step.step())));
        }
      }
    }
    // At the same time, a group's last event comes before what the run makes of it.
    said.addAll(RunEvents.happened(events));
    run.hubs().stream()
        .flatMap(hub -> recorded.refused(hub, run.run()).stream())
        .map(RunEvents::refused)
        .forEach(said::add);
    return said.stream()
        .sorted(Comparator.comparing(Sentence::at))
        .map(sentence -> sentence.inRun(run.run()))
        .toList();
  }

  /** How the devices ended that were not simply confirmed, with some examples. */
  private List<Sentence> devices(RunView run) {
    List<Sentence> said = new ArrayList<>();
    DeviceFilter all = DeviceFilter.ofRun(run.run());
    for (Map.Entry<DeviceStatus, Long> count : fleet.counts(all).entrySet()) {
      DeviceStatus status = count.getKey();
      if (status.outcome() != null && status != DeviceStatus.CONFIRMED) {
        List<DeviceView> some =
            fleet.devices(all.in(Set.of(status)), PageRequest.first(EXAMPLES)).items();
        long more = count.getValue() - some.size();
        said.add(
            Sentence.of(
                    Kind.OUTCOME,
                    null,
                    "%s %s: %s%s."
                        .formatted(
                            Phrases.count(count.getValue(), "device"),
                            ended(status),
                            some.stream()
                                .map(device -> example(run, device))
                                .collect(Collectors.joining("; ")),
                            more == 0 ? "" : "; and %,d more".formatted(more)))
                .inRun(run.run()));
      }
    }
    return said;
  }

  private static String example(RunView run, DeviceView device) {
    return run.named(device.device(), device.hub())
        + (device.detail() == null ? "" : " (" + Phrases.plain(device.detail()) + ")");
  }

  private static String ended(DeviceStatus status) {
    return "ended " + status.word();
  }

  private static Sentence over(RunView run) {
    boolean hasFailures = run.tally().failed() + run.tally().of(Outcome.OFFLINE) > 0;
    return hasFailures
        ? Sentence.of(
                Kind.REMEDY,
                null,
                "The run is over. To call the devices again that failed or were offline, retry it.")
            .inRun(run.run())
            .by("retry", run.run())
        : Sentence.of(Kind.OVER, null, "The run is over: nothing more happens in it.")
            .inRun(run.run());
  }
}
