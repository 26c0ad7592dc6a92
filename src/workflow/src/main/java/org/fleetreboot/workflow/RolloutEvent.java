package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact about one group's part of a run. */
public sealed interface RolloutEvent {
  Instant at();

  /**
   * The step began; its options hold from now on, whatever the route says later.
   *
   * @param targets what was asked for: the query, or "list"
   */
  record RolloutStarted(String run, String step, Instant at, String targets, RolloutOptions options)
      implements RolloutEvent {}

  /** Devices to reboot, at most 1,000 in one event. */
  record TargetsAdded(Instant at, List<String> devices) implements RolloutEvent {
    /** More would make one event too large to read at a glance, and one write too long. */
    public static final int MOST = 1_000;

    public TargetsAdded {
      devices = List.copyOf(devices);
    }
  }

  /** All devices are known; none joins later, but to a group that follows its query. */
  record TargetsFrozen(Instant at, int count) implements RolloutEvent {}

  /** No calls for now; polls go on. */
  record RolloutPaused(Instant at, String by, String reason) implements RolloutEvent {}

  /**
   * Calls may go on.
   *
   * @param reason null when none was given
   */
  record RolloutResumed(Instant at, String by, @Nullable String reason) implements RolloutEvent {}

  /**
   * Those not called yet are left out.
   *
   * @param rule too many devices ended badly; or why not all of them could be collected
   */
  record StopRuleBroken(Instant at, String rule) implements RolloutEvent {}

  /**
   * A person ended it: devices not called yet are left out.
   *
   * @param forced whether it does not wait for the devices under way
   */
  record RolloutCancelled(Instant at, String by, String reason, boolean forced)
      implements RolloutEvent {}

  /**
   * Every device has its outcome; of a group cancelled by force, every one that was not under way.
   */
  record RolloutSettled(Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements RolloutEvent {}
}
