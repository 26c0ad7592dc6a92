package org.fleetreboot.workflow.group;

import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a group's facts, and of the outcomes of its devices.
 *
 * @param options as frozen at the start; null before it
 * @param targets how many devices are in it so far
 * @param tally how those settled ended
 * @param forced whether it was cancelled without waiting for the devices under way
 * @param reason why it stopped, was paused or cancelled; null otherwise
 */
public record GroupState(
    Phase phase,
    @Nullable GroupOptions options,
    int targets,
    Tally tally,
    boolean forced,
    @Nullable String reason,
    @Nullable StepResult result) {
  public static final GroupState INITIAL =
      new GroupState(Phase.NEW, null, 0, Tally.EMPTY, false, null, null);

  /** Where a group stands. */
  public enum Phase {
    NEW,
    /** Started; its devices are being collected. */
    COLLECTING,
    /** Devices have their turns. */
    RUNNING,
    /** No calls; polling goes on. */
    PAUSED,
    /** A stop rule is broken: those not called are skipped, the others polled to the end. */
    STOPPING,
    /** Cancelled: those not called are cancelled, the others polled to the end. */
    CANCELLING,
    SETTLED
  }

  /** Whether its devices may be called. */
  public boolean mayCall() {
    return phase == Phase.RUNNING;
  }

  /** Whether a person holds it; while its devices are collected, it will not call them then. */
  public boolean isPaused() {
    return phase == Phase.PAUSED || (phase == Phase.COLLECTING && reason != null);
  }

  /** Whether devices that wait for their turn are to be left out. */
  public boolean leavesOut() {
    return phase == Phase.STOPPING || phase == Phase.CANCELLING;
  }

  GroupState in(Phase next, @Nullable String why) {
    return new GroupState(next, options, targets, tally, forced, why, result);
  }

  GroupState forced(boolean now) {
    return new GroupState(phase, options, targets, tally, now, reason, result);
  }
}
