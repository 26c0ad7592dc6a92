package org.fleetreboot.workflow.group;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** A fact about one group's part of a run. */
public sealed interface GroupEvent {
  Instant at();

  /**
   * The step began; its options hold from now on, whatever the route says later.
   *
   * @param targets what was asked for: the query, or "list"
   */
  record GroupStarted(String run, String step, Instant at, String targets, GroupOptions options)
      implements GroupEvent {}

  /** Devices to reboot, at most 1,000 in one event. */
  record TargetsAdded(Instant at, List<String> devices) implements GroupEvent {
    /** More would make one event too large to read at a glance, and one write too long. */
    public static final int MOST = 1_000;

    public TargetsAdded {
      devices = List.copyOf(devices);
    }
  }

  /** All devices are known; none joins later, but to a group that follows its query. */
  record TargetsFrozen(Instant at, int count) implements GroupEvent {}

  /** No calls for now; polling goes on. */
  record GroupPaused(Instant at, String by, String reason) implements GroupEvent {}

  /**
   * Calls may go on.
   *
   * @param reason null when none was given
   */
  record GroupResumed(Instant at, String by, @Nullable String reason) implements GroupEvent {}

  /**
   * Those not called yet are left out.
   *
   * @param rule too many devices ended badly; or why not all of them could be collected
   */
  record StopRuleBroken(Instant at, String rule) implements GroupEvent {}

  /**
   * A person ended it: devices not called yet are left out.
   *
   * @param forced whether it does not wait for the devices under way
   */
  record GroupCancelled(Instant at, String by, String reason, boolean forced)
      implements GroupEvent {}

  /**
   * Every device has its outcome; of a group cancelled by force, every one that was not under way.
   */
  record GroupSettled(Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements GroupEvent {}
}
