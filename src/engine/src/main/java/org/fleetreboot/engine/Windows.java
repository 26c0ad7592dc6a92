package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.WindowRule;

/** The maintenance windows of groups: who may be called now, and who has missed it. */
final class Windows {
  /** A closed window is looked at that often at least: the clock may be set meanwhile. */
  private static final Duration CHECK = Duration.ofMinutes(10);

  private final DueTimes<Timer> timers;

  Windows(DueTimes<Timer> timers) {
    this.timers = timers;
  }

  /** Whether the group's devices may be called now; always without a window. */
  boolean isOpen(RolloutSlot rollout, Instant now) {
    WindowRule rule = rollout.options().window();
    return rule == null || rule.window().mayCall(now, confirmWithin(rollout));
  }

  /** Whether nothing but a window that opens later holds the group up. */
  boolean isAwaited(RolloutSlot rollout, Instant now) {
    return rollout.options().window() != null
        && rollout.startedAt != null
        && !isOpen(rollout, now)
        && !isMissed(rollout, now);
  }

  /** Whether the window has closed since the group began, and nobody waits for the next. */
  boolean isMissed(RolloutSlot rollout, Instant now) {
    WindowRule rule = rollout.options().window();
    Instant since = rollout.startedAt;
    return rule != null
        && since != null
        && rule.end() == WindowRule.End.SKIP
        && rule.window().hasClosedSince(since, now, confirmWithin(rollout));
  }

  /** Plans another look at a window that is closed now. */
  void checkLater(RolloutSlot rollout, Instant now) {
    WindowRule rule = rollout.options().window();
    if (rule == null || rollout.watchingWindow || isOpen(rollout, now)) {
      return;
    }
    Instant opens = rule.window().nextCall(now, confirmWithin(rollout));
    Instant check = now.plus(CHECK);
    rollout.watchingWindow = true;
    timers.add(
        opens != null && opens.isBefore(check) ? opens : check,
        later -> rollout.watchingWindow = false);
  }

  private static Duration confirmWithin(RolloutSlot rollout) {
    return rollout.options().terms().confirmWithin();
  }
}
