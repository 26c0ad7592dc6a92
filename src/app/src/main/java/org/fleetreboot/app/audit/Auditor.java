package org.fleetreboot.app.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.report.FrozenOptions;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Reads a run for an auditor. It holds one page of devices at a time. */
public final class Auditor {
  private static final String CHECKED =
      "Each event that was read for this report was checked against its hash, which covers all"
          + " events before it in its partition.";

  private final JournalReader journal;
  private final FleetView fleet;
  private final EventCodec codec = new EventCodec();
  private final RunView run;

  public Auditor(JournalReader journal, RunView run) {
    this.journal = journal;
    this.fleet = journal.view();
    this.run = run;
  }

  /**
   * The report.
   *
   * @param name the journal's
   * @throws org.fleetreboot.journal.JournalFailed if an event does not agree with its hash
   */
  public RunAudit report(String name, Instant now) {
    List<ChainHead> heads = heads();
    List<RunEvent> events = events();
    RunEvent.RunAccepted accepted =
        (RunEvent.RunAccepted)
            events.stream()
                .filter(RunEvent.RunAccepted.class::isInstance)
                .findFirst()
                .orElseThrow();
    List<RunAudit.Step> steps = new ArrayList<>();
    Map<String, Position> first = new HashMap<>();
    for (StepView step : run.steps()) {
      List<RecordedEvent> started = new ArrayList<>();
      for (GroupView group : step.groups()) {
        List<RecordedEvent> ofGroup =
            journal.read(StreamId.group(group.hub(), run.run(), step.step()));
        if (!ofGroup.isEmpty()) {
          Position begun = ofGroup.get(0).position();
          first.merge(group.hub(), begun, (one, other) -> one.compareTo(other) < 0 ? one : other);
          started.addAll(ofGroup);
        }
      }
      steps.add(step(step, started, events));
    }
    RunPart part = new RunPart(journal, run.run(), first);
    return new RunAudit(
        run.run(),
        run.chain(),
        run.hubs(),
        run.status().word(),
        shown(run.reason()),
        now,
        run.startedAt(),
        run.endedAt(),
        EscapedText.line(run.by().text()),
        EscapedText.line(run.trigger().text()),
        accepted.targets(),
        accepted.retry() == null ? null : accepted.retry().run(),
        new TreeMap<>(accepted.options()),
        RunJson.words(fleet.counts(DeviceFilter.ofRun(run.run()))),
        steps,
        new RunAudit.Proof(
            name,
            CHECKED,
            heads.stream()
                .map(head -> new RunAudit.Head(head.partition(), head.position(), head.hash()))
                .toList()),
        decisions(events, part),
        rows(Set.of()).as(row -> DeviceRecord.of(row, events(row, part))));
  }

  private List<ChainHead> heads() {
    Set<String> partitions = new HashSet<>(Set.of(StreamId.RUNS));
    run.hubs().forEach(hub -> partitions.add(StreamId.partitionOf(hub)));
    return journal.heads().stream().filter(head -> partitions.contains(head.partition())).toList();
  }

  private List<RunEvent> events() {
    List<RunEvent> events = new ArrayList<>();
    for (RecordedEvent stored : journal.read(StreamId.run(run.run()))) {
      if (codec.decode(stored) instanceof RunEvent event
          && !(event instanceof RunEvent.TargetsListed)) {
        events.add(event);
      }
    }
    return events;
  }

  private Pages<RunDeviceView> rows(Set<DeviceStatus> statuses) {
    DeviceFilter filter = DeviceFilter.ofRun(run.run()).in(statuses);
    return Pages.all(page -> fleet.history(filter, page));
  }

  private List<RebootEvent> events(RunDeviceView row, RunPart part) {
    RunDeviceView.Proof proof = row.proof();
    return proof == null
        ? List.of()
        : part.of(row.device().hub(), row.device().device(), proof.position());
  }

  private RunAudit.Step step(StepView step, List<RecordedEvent> ofGroups, List<RunEvent> events) {
    String targets = null;
    for (RecordedEvent stored : ofGroups) {
      if (targets == null && codec.decode(stored) instanceof GroupEvent.GroupStarted started) {
        targets = started.targets();
      }
    }
    Instant ended = null;
    for (RunEvent event : events) {
      if (event instanceof RunEvent.StepSettled settled && settled.step().equals(step.step())) {
        ended = settled.at();
      }
    }
    return new RunAudit.Step(
        step.step(),
        step.kind().name().toLowerCase(Locale.ROOT),
        step.status().word(),
        shown(step.reason()),
        step.startedAt(),
        ended,
        shown(targets),
        step.targets(),
        step.tally().byWord(),
        step.options() == null ? null : set(FrozenOptions.all(step.options())));
  }

  private static Map<String, @Nullable Object> set(Map<String, @Nullable Object> options) {
    Map<String, @Nullable Object> set = new LinkedHashMap<>(options);
    set.values().removeIf(value -> value == null);
    return set;
  }

  private List<RunAudit.Decision> refused() {
    return run.hubs().stream()
        .flatMap(hub -> journal.read(StreamId.fleet(hub)).stream())
        .map(codec::decode)
        .filter(FleetStopEvent.OrderRefused.class::isInstance)
        .map(FleetStopEvent.OrderRefused.class::cast)
        .filter(refused -> run.run().equals(refused.run()))
        .flatMap(refused -> Decisions.of(refused).stream())
        .toList();
  }

  /** Those of the run, in their order, then the devices that a person skipped. */
  private Iterable<RunAudit.Decision> decisions(List<RunEvent> events, RunPart part) {
    List<RunAudit.Decision> ofRun =
        Stream.concat(
                events.stream().flatMap(event -> Decisions.of(event).stream()), refused().stream())
            .sorted(Comparator.comparing(RunAudit.Decision::at))
            .toList();
    return () ->
        Stream.concat(
                ofRun.stream(),
                rows(Set.of(DeviceStatus.SKIPPED)).stream()
                    .flatMap(
                        row ->
                            events(row, part).stream()
                                .filter(event -> event.step().equals(row.device().step()))
                                .flatMap(
                                    event -> Decisions.of(row.device().device(), event).stream())))
            .iterator();
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : EscapedText.line(text);
  }
}
