package org.fleetreboot.workflow.group;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** An event of one group in a run. */
public sealed interface GroupEvent {
  Instant at();

  /**
   * The step began; its options hold from now on, whatever the route says later.
   *
   * @param targets the query, or "list"
   * @param shared whether the step has groups on other hubs too, with which it ends
   */
  record GroupStarted(
      String run, String step, Instant at, String targets, GroupOptions options, boolean shared)
      implements GroupEvent {}

  /** Devices to reboot, at most 1,000 in one event. */
  record TargetsAdded(Instant at, List<String> devices) implements GroupEvent {
    /** With more, one event would be hard to read, and one write would take too long. */
    public static final int MOST = 1_000;

    public TargetsAdded {
      devices = List.copyOf(devices);
    }
  }

  /** All devices are known; none joins later, except in a group that follows its query. */
  record TargetsFrozen(Instant at, int count) implements GroupEvent {}

  /** No calls until it is resumed; polling continues. */
  record GroupPaused(Instant at, Requester by, String reason) implements GroupEvent {}

  /**
   * Calls may continue.
   *
   * @param reason null if none was given
   */
  record GroupResumed(Instant at, Requester by, @Nullable String reason) implements GroupEvent {}

  /**
   * Devices not called yet are skipped.
   *
   * @param rule which limit was exceeded, or why not all devices could be collected
   */
  record StopRuleBroken(Instant at, String rule) implements GroupEvent {}

  /**
   * A person cancelled it: devices not called yet are cancelled.
   *
   * @param forced whether to end without waiting for the devices under way
   */
  record GroupCancelled(Instant at, Requester by, String reason, boolean forced)
      implements GroupEvent {}

  /** Every device has its outcome; after a forced cancel, every device that was not under way. */
  record GroupSettled(Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements GroupEvent {}
}
