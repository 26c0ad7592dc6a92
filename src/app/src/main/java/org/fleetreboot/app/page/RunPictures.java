package org.fleetreboot.app.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.explain.Explanation;
import org.fleetreboot.app.explain.Section;
import org.fleetreboot.app.explain.Sentence;
import org.fleetreboot.app.live.GroupOutlook;
import org.fleetreboot.app.live.RecentPace;
import org.fleetreboot.app.live.ShortTime;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.StepKind;

/** Makes the picture of one run for all who watch it. Thread-safe. */
final class RunPictures {
  private static final int DEVICES = 12;
  private static final int HAPPENED = 40;

  /** Not worth a row each while there are better ones. */
  private static final Set<DeviceStatus> QUIET =
      EnumSet.of(DeviceStatus.CONFIRMED, DeviceStatus.WAITING, DeviceStatus.SKIPPED);

  private final Surface surface;
  private final String id;
  private final ThrottledCache<RunPicture> cache;
  private final RecentPace pace = new RecentPace();
  private final Timeline timeline;
  private final Map<String, DeviceGrid> grids = new LinkedHashMap<>();

  RunPictures(Surface surface, RunView run) {
    this.surface = surface;
    this.id = run.run();
    this.cache = new ThrottledCache<>(surface::now);
    this.timeline = new Timeline(surface.journal(), run);
  }

  /** The latest picture; its version differs if it shows something else. */
  ThrottledCache.Entry<RunPicture> latest() {
    RunView run = surface.run(id);
    List<Object> state = new ArrayList<>(surface.state());
    state.add(timeline.isWhole());
    if (run.status().isOpen()) {
      // Paces and times to come.
      state.add(surface.now().getEpochSecond() / 10);
    }
    if (!timeline.isWhole()) {
      state.add(surface.now().getEpochSecond());
    }
    return cache.of(state, this::picture);
  }

  private RunPicture picture() {
    RunView run = surface.run(id);
    Instant now = surface.now();
    Snapshot snapshot =
        Snapshot.of(surface.view(), id, surface.fleet().hubStates(), now).orElseThrow();
    pace.add(snapshot);
    List<RunPicture.Step> steps = run.steps().stream().map(step -> step(step, snapshot)).toList();
    Map<DeviceStatus, Long> counts = surface.view().counts(DeviceFilter.ofRun(id));
    DeviceFilter notable = DeviceFilter.ofRun(id).in(EnumSet.complementOf(EnumSet.copyOf(QUIET)));
    Explanation explanation = surface.explainer().run(id).orElseThrow();
    List<Sentence> waits = new ArrayList<>(explanation.in(Section.WAITS));
    waits.addAll(explanation.in(Section.NEXT));
    timeline.readOn(run.hubs(), run.endedAt());
    return new RunPicture(
        run,
        StateMark.of(run.status()),
        Texts.plain(RunReport.sentence(run, false)),
        BarSegment.ofCounts(counts),
        steps,
        waits,
        latestFirst(explanation),
        surface.view().devices(notable, PageRequest.first(DEVICES)).items().stream()
            .map(RunPicture.Device::of)
            .toList(),
        counts.entrySet().stream()
            .filter(count -> !QUIET.contains(count.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum(),
        TimelineChart.of(
            timeline,
            run.startedAt(),
            run.endedAt() == null ? now : run.endedAt(),
            counts.values().stream().mapToLong(Long::longValue).sum()),
        now);
  }

  private static List<Sentence> latestFirst(Explanation explanation) {
    List<Sentence> all = new ArrayList<>(explanation.in(Section.ASKED));
    all.addAll(explanation.in(Section.HAPPENED));
    java.util.Collections.reverse(all);
    return all.stream().limit(HAPPENED).toList();
  }

  private RunPicture.Step step(StepView step, Snapshot snapshot) {
    boolean isGroup = step.kind() == StepKind.GROUP;
    Map<DeviceStatus, Long> counts =
        isGroup
            ? snapshot.devices().counts(snapshot.devices().all().inStep(step.step()))
            : Map.of();
    return new RunPicture.Step(
        step,
        StateMark.of(step.status()),
        remarks(step, snapshot).stream().map(Texts::plain).toList(),
        BarSegment.ofCounts(counts),
        step.groups().size() < 2
            ? List.of()
            : step.groups().stream().map(group -> hub(step, group, snapshot)).toList(),
        isGroup && step.targets() > 0 ? grid(step) : null);
  }

  private static RunPicture.Hub hub(StepView step, GroupView group, Snapshot snapshot) {
    DeviceFilter onHub = snapshot.devices().all().inStep(step.step()).onHub(group.hub());
    return new RunPicture.Hub(
        group, StateMark.of(group.status()), BarSegment.ofCounts(snapshot.devices().counts(onHub)));
  }

  /** A group that is over does not change. */
  private DeviceGrid grid(StepView step) {
    DeviceGrid known = grids.get(step.step());
    if (known != null && step.status().hasEnded()) {
      return known;
    }
    DeviceGrid fresh = DeviceGrid.of(surface.view(), id, step);
    if (step.status().hasEnded()) {
      grids.put(step.step(), fresh);
    }
    return fresh;
  }

  private List<String> remarks(StepView step, Snapshot snapshot) {
    if (step.status().hasEnded()) {
      return step.reason() == null ? List.of() : List.of(step.reason());
    }
    if (step.approval() != null) {
      return List.of(Waiting.of(step.approval()));
    }
    Instant until = step.until();
    return switch (step.kind()) {
      case GROUP ->
          new GroupOutlook(snapshot, step, new ShortTime(ZoneId.systemDefault())).remarks(pace);
      case CHECK -> List.of(Waiting.ofCheck(step));
      case SOAK ->
          until == null
              ? List.of()
              : List.of(
                  "until %s, %s left"
                      .formatted(
                          Texts.near(until, snapshot.now()),
                          Texts.duration(snapshot.now(), until)));
      case APPROVAL -> List.of();
    };
  }
}
