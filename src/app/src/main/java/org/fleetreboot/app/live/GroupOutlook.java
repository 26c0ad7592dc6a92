package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * What to expect of a group under way: what holds it back, or else its pace and when it will end.
 */
public final class GroupOutlook {
  private final Snapshot snapshot;
  private final StepView step;
  private final ShortTime times;

  public GroupOutlook(Snapshot snapshot, StepView step, ShortTime times) {
    this.snapshot = snapshot;
    this.step = step;
    this.times = times;
  }

  /** Short remarks, the most important first. */
  public List<String> remarks(RecentPace pace) {
    String hold = hold();
    if (hold != null) {
      return List.of(hold);
    }
    List<String> remarks = new ArrayList<>();
    if (step.reason() != null) {
      remarks.add(step.reason());
    }
    int left = step.targets() - step.tally().settled();
    OptionalDouble rate = pace.perSecond(step, snapshot.now());
    if (rate.isPresent()) {
      remarks.add(rate(rate.getAsDouble()));
      if (left > 0 && step.status() == StepStatus.RUNNING) {
        remarks.add(end(left / rate.getAsDouble()));
      }
    } else if (isQuiet()) {
      remarks.add("nothing settled for " + DurationFormat.about(RecentPace.WINDOW));
    }
    return remarks;
  }

  /** Why no more devices are called; null if they are. */
  @Nullable String hold() {
    if (step.status() == StepStatus.COLLECTING) {
      return "its devices are being listed";
    }
    if (snapshot.run().status() == RunStatus.PAUSED) {
      return "no calls until somebody resumes the run";
    }
    if (!snapshot.stops().isEmpty()) {
      return "no calls: all are stopped";
    }
    Instant nextTry = snapshot.hub().nextProbe();
    if (snapshot.hub().isSuspended()) {
      return "no calls: the hub is suspended"
          + (nextTry == null ? "" : ", next try " + times.at(nextTry, snapshot.now()));
    }
    return step.status() == StepStatus.RUNNING ? closedWindow() : null;
  }

  private @Nullable String closedWindow() {
    GroupOptions options = step.options();
    WindowRule rule = options == null ? null : options.window();
    if (options == null || rule == null || rule.windowZone() != null) {
      return null;
    }
    Duration confirmWithin = options.callOptions().confirmWithin();
    if (rule.window().mayCall(snapshot.now(), confirmWithin)) {
      return null;
    }
    Instant opens = rule.window().nextCall(snapshot.now(), confirmWithin);
    return "its window " + (opens == null ? "is closed" : "opens " + from(opens));
  }

  private String from(Instant opens) {
    return "%s, in %s"
        .formatted(
            times.at(opens, snapshot.now()),
            DurationFormat.about(Duration.between(snapshot.now(), opens)));
  }

  private String end(double seconds) {
    if (seconds > Duration.ofDays(366).toSeconds()) {
      return "ends in more than a year";
    }
    Duration left = Duration.ofSeconds((long) Math.ceil(seconds));
    Instant end = snapshot.now().plus(left);
    Instant lastCall = lastCall();
    return lastCall != null && lastCall.isBefore(end)
        ? "its window closes first, last call " + times.at(lastCall, snapshot.now())
        : "ends in about %s (%s)".formatted(rough(left), times.at(end, snapshot.now()));
  }

  private @Nullable Instant lastCall() {
    GroupOptions options = step.options();
    WindowRule rule = options == null ? null : options.window();
    return options == null || rule == null || rule.windowZone() != null
        ? null
        : rule.window().lastCall(snapshot.now(), options.callOptions().confirmWithin());
  }

  /** No more exact than an estimate is. */
  private static String rough(Duration time) {
    if (time.toMinutes() >= 10) {
      return DurationFormat.about(Duration.ofMinutes((time.toSeconds() + 30) / 60));
    }
    long grain = time.toMinutes() > 0 ? 10 : 1;
    return DurationFormat.about(
        Duration.ofSeconds(Math.max(1, (time.toSeconds() + grain / 2) / grain * grain)));
  }

  private static String rate(double perSecond) {
    if (perSecond >= 1) {
      return String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
    }
    return perSecond * 60 >= 1
        ? String.format(Locale.ROOT, "%.0f/min", perSecond * 60)
        : String.format(Locale.ROOT, "%.0f/h", perSecond * 3_600);
  }

  private boolean isQuiet() {
    return step.startedAt().isBefore(snapshot.now().minus(RecentPace.WINDOW));
  }
}
