package org.fleetreboot.workflow.group;

import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/**
 * The state of a group, folded from its events and the outcomes of its devices.
 *
 * @param options frozen at the start; null before it
 * @param targets how many devices are in it so far
 * @param tally how the settled devices ended
 * @param shared whether its step has groups on other hubs too
 * @param forced whether it was cancelled without waiting for the devices under way
 * @param reason why it stopped, was paused or cancelled; otherwise null
 */
public record GroupState(
    Phase phase,
    @Nullable GroupOptions options,
    int targets,
    Tally tally,
    boolean shared,
    boolean forced,
    @Nullable String reason,
    @Nullable StepResult result) {
  public static final GroupState INITIAL =
      new GroupState(Phase.NEW, null, 0, Tally.EMPTY, false, false, null, null);

  /** Where a group stands. */
  public enum Phase {
    NEW,
    /** Started; its devices are being collected. */
    COLLECTING,
    /** Devices get their turns. */
    RUNNING,
    /** No calls; polling continues. */
    PAUSED,
    /** A stop rule is broken: uncalled devices are skipped, the others polled to the end. */
    STOPPING,
    /** Cancelled: uncalled devices end cancelled, the others are polled to the end. */
    CANCELLING,
    SETTLED
  }

  /** Whether its devices may be called. */
  public boolean mayCall() {
    return phase == Phase.RUNNING;
  }

  /** Whether a person paused it, possibly while its devices were still being collected. */
  public boolean isPaused() {
    return phase == Phase.PAUSED || (phase == Phase.COLLECTING && reason != null);
  }

  /** Whether devices that wait for their turn end uncalled. */
  public boolean isEnding() {
    return phase == Phase.STOPPING || phase == Phase.CANCELLING;
  }

  GroupState in(Phase next, @Nullable String why) {
    return new GroupState(next, options, targets, tally, shared, forced, why, result);
  }

  GroupState forced(boolean now) {
    return new GroupState(phase, options, targets, tally, shared, now, reason, result);
  }
}
