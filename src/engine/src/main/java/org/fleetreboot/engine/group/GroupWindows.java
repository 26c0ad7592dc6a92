package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance windows of groups: which devices may be called now, and which groups have missed
 * their window.
 */
public final class GroupWindows {
  /** A closed window is checked at least this often, because the clock may be set meanwhile. */
  private static final Duration CHECK = Duration.ofMinutes(10);

  private final DueTimes<Timer> timers;
  private final DueTimes<Timer> timesOfDay;

  /** The groups for which a timer will check the window again. */
  private final Set<LiveGroup> watched = new HashSet<>();

  public GroupWindows(DueTimes<Timer> timers, DueTimes<Timer> timesOfDay) {
    this.timers = timers;
    this.timesOfDay = timesOfDay;
  }

  /**
   * Whether the devices of the group may be called now. Always true without a window, or if each
   * device has its own.
   */
  public boolean isOpen(LiveGroup group, Instant now) {
    WindowRule rule = group.options().window();
    return rule == null
        || rule.windowZone() != null
        || rule.window().mayCall(now, confirmWithin(group));
  }

  /**
   * Whether only a window that opens later holds the group up. Where devices have their own time
   * zones, some device nearly always waits for its window.
   */
  public boolean isAwaited(LiveGroup group, Instant now) {
    WindowRule rule = group.options().window();
    if (rule == null || group.startedAt() == null) {
      return false;
    }
    return rule.windowZone() != null || isShut(group, now);
  }

  private boolean isShut(LiveGroup group, Instant now) {
    return !isOpen(group, now) && !isMissed(group, now);
  }

  /** Why a device with its own time zone is not called now; null if it may be called. */
  public @Nullable DeferredTurn deferred(LiveGroup group, TwinReading.Found twin, Instant now) {
    WindowRule rule = group.options().window();
    if (rule == null || rule.windowZone() == null) {
      return null;
    }
    MaintenanceWindow window = rule.windowOf(twin.tags());
    if (window == null) {
      return DeferredTurn.skipped(
          "its tag %s names no time zone: '%s'"
              .formatted(rule.windowZone(), rule.zoneOf(twin.tags())));
    }
    Duration confirmWithin = confirmWithin(group);
    if (window.mayCall(now, confirmWithin)) {
      return null;
    }
    Instant since = group.startedAt() == null ? now : group.startedAt();
    if (rule.windowEnd() == WindowRule.End.SKIP
        && window.hasClosedSince(since, now, confirmWithin)) {
      return DeferredTurn.skipped(window.closedFor(now, confirmWithin));
    }
    Instant opens = window.nextCall(now, confirmWithin);
    return opens == null
        ? DeferredTurn.skipped("the window " + window + " does not open within a year")
        : DeferredTurn.untilItOpens(
            opens, "the window " + window + " opens at " + InstantFormat.of(opens));
  }

  /**
   * When the last call may be sent in the window that the device is in; null if the window does not
   * end.
   */
  static @Nullable Instant lastCall(LiveGroup group, TwinReading baseline, Instant now) {
    WindowRule rule = group.options().window();
    MaintenanceWindow window =
        rule == null || !(baseline instanceof TwinReading.Found twin)
            ? null
            : rule.windowOf(twin.tags());
    return window == null ? null : window.lastCall(now, confirmWithin(group));
  }

  /**
   * Whether the window has closed since the group began, and the group does not wait for the next
   * one.
   */
  boolean isMissed(LiveGroup group, Instant now) {
    WindowRule rule = group.options().window();
    Instant since = group.startedAt();
    return rule != null
        && rule.windowZone() == null
        && since != null
        && rule.windowEnd() == WindowRule.End.SKIP
        && rule.window().hasClosedSince(since, now, confirmWithin(group));
  }

  /** Why a group that has missed its window calls no more devices. */
  static String missed(LiveGroup group, WindowRule rule, Instant now) {
    return rule.window().closedFor(now, confirmWithin(group));
  }

  /** Plans another check of a closed window. */
  void checkLater(LiveGroup group, Instant now) {
    WindowRule rule = group.options().window();
    if (rule == null || watched.contains(group) || isOpen(group, now)) {
      return;
    }
    Instant opens = rule.window().nextCall(now, confirmWithin(group));
    Instant check = now.plus(CHECK);
    watched.add(group);
    Timer checkAgain = later -> watched.remove(group);
    if (opens != null && opens.isBefore(check)) {
      timesOfDay.add(opens, checkAgain);
    } else {
      timers.add(check, checkAgain);
    }
  }

  private static Duration confirmWithin(LiveGroup group) {
    return group.options().callOptions().confirmWithin();
  }
}
