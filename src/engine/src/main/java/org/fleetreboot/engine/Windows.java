package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.MaintenanceWindow;

/** The maintenance windows of groups: who may be called now, and who has missed it. */
final class Windows {
  /** How often a closed window is looked at: a minute's precision is what it is written in. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private final DueTimes<Timer> timers;

  Windows(DueTimes<Timer> timers) {
    this.timers = timers;
  }

  /** Whether the group's devices may be called now; always without a window. */
  boolean isOpen(RolloutSlot rollout, Instant now) {
    MaintenanceWindow window = rollout.options().window();
    return window == null || window.mayCall(now, rollout.options().terms().confirmWithin());
  }

  /** Whether nothing but a window that opens later holds the group up. */
  boolean isAwaited(RolloutSlot rollout, Instant now) {
    return rollout.options().window() != null
        && rollout.startedAt != null
        && !isOpen(rollout, now)
        && !isMissed(rollout, now);
  }

  /** Whether the window has closed since the group began. */
  boolean isMissed(RolloutSlot rollout, Instant now) {
    MaintenanceWindow window = rollout.options().window();
    Instant since = rollout.startedAt;
    return window != null
        && since != null
        && window.hasClosedSince(since, now, rollout.options().terms().confirmWithin());
  }

  /** Plans another look at a window that is closed now. */
  void checkLater(RolloutSlot rollout, Instant now) {
    if (!rollout.watchingWindow && !isOpen(rollout, now)) {
      rollout.watchingWindow = true;
      timers.add(now.plus(CHECK), later -> rollout.watchingWindow = false);
    }
  }
}
