package org.fleetreboot.app.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.jspecify.annotations.Nullable;

/** The runs: those under way with their progress, and those that are over. */
final class RunsPage {
  private static final int SCREENFUL = 25;

  private final Surface surface;

  RunsPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    String after = visit.query("after").orElse(null);
    String status = visit.query("status").orElse("");
    RunFilter filter =
        status.isEmpty()
            ? RunFilter.ALL
            : RunFilter.ALL.in(StatusWords.ofRuns(List.of(status.split(",", -1))));
    Instant now = surface.now();
    boolean anyOpen = surface.view().count(RunFilter.OPEN) > 0;
    String version =
        Surface.version(
            surface.state(),
            anyOpen ? now.getEpochSecond() / 10 : 0,
            String.valueOf(after),
            status);
    if (visit.isRefresh() && visit.seen().equals(java.util.Optional.of(version))) {
      return Answer.unchanged();
    }
    Page<RunView> page = surface.view().runs(filter, new PageRequest(after, SCREENFUL));
    List<RunRow> open =
        rows(page.items().stream().filter(run -> run.status().isOpen()).toList(), now);
    List<RunRow> over =
        rows(page.items().stream().filter(run -> !run.status().isOpen()).toList(), now);
    Map<String, Object> what = new java.util.HashMap<>();
    what.put("open", open);
    what.put("over", over);
    what.put("status", status);
    what.put("next", next(page.next(), status));
    return Surface.fresh(
        "runs", surface.freshFrame(visit, "Runs", "runs", path(after, status), version), what);
  }

  private static String path(@Nullable String after, String status) {
    return "/?status="
        + Texts.query(status)
        + (after == null ? "" : "&after=" + Texts.query(after));
  }

  private static String next(@Nullable String after, String status) {
    return after == null ? "" : path(after, status);
  }

  private static List<RunRow> rows(List<RunView> runs, Instant now) {
    return runs.stream().map(run -> row(run, now)).toList();
  }

  private static RunRow row(RunView run, Instant now) {
    long targets = run.steps().stream().mapToLong(StepView::targets).sum();
    List<RunRow.Decision> waits = new ArrayList<>();
    for (StepView step : run.steps()) {
      if (step.approval() != null) {
        waits.add(
            new RunRow.Decision(
                step.step(), Texts.path("runs", run.run(), "steps", step.step(), "approve")));
      }
    }
    Instant ended = run.endedAt();
    String when =
        ended == null
            ? "for " + Texts.duration(run.startedAt(), now)
            : "took " + Texts.duration(run.startedAt(), ended);
    return new RunRow(
        run,
        StateMark.of(run.status()),
        Texts.path("runs", run.run()),
        targets,
        BarSegment.ofTally(run.tally(), targets),
        when,
        waits);
  }
}
