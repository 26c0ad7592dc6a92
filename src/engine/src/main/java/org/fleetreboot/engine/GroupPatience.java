package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a group waits for devices. It does not run while the run is paused or all calls are
 * stopped, and is as long as before when the clock is moved.
 */
final class GroupPatience {
  private final Fleet fleet;

  GroupPatience(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Whether the group has waited for as long as it may since it began. */
  boolean hasEnded(RolloutSlot rollout, Instant now) {
    Instant end = end(rollout, began(rollout, now));
    Instant began = rollout.began == null ? fleet.steady().of(now) : rollout.began;
    Duration wait = rollout.options().precautions().waitWithin();
    return !now.isBefore(fleet.steady().onceMore(began, wait, end));
  }

  /** When the group began by the clock of now, had it not rested. */
  Instant began(RolloutSlot rollout, Instant now) {
    return rollout.began == null ? now : withoutRests(rollout, rollout.began, now);
  }

  /**
   * When it has waited for as long as it may since then, by the clock of now.
   *
   * @param since in steady time
   */
  Instant endSince(RolloutSlot rollout, Instant since, Instant now) {
    return end(rollout, withoutRests(rollout, since, now));
  }

  private static Instant end(RolloutSlot rollout, Instant from) {
    return from.plus(rollout.options().precautions().waitWithin());
  }

  /** As much later as the run rested since. */
  private Instant withoutRests(RolloutSlot rollout, Instant since, Instant now) {
    SteadyTime steady = fleet.steady();
    return steady.byClock(since.plus(fleet.run(rollout.run).restedSince(since, steady.of(now))));
  }
}
