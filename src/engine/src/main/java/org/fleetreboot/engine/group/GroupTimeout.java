package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.SteadyTime;

/**
 * How long a group waits for devices. It does not run while the run is paused or all calls are
 * stopped, and is as long as before when the clock is moved.
 */
public final class GroupTimeout {
  private final Fleet fleet;

  public GroupTimeout(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Whether the group has waited for as long as it may since it began. */
  public boolean hasEnded(LiveGroup group, Instant now) {
    Instant end = end(group, began(group, now));
    Instant known = group.began();
    Instant began = known == null ? fleet.steady().of(now) : known;
    Duration wait = group.options().offlinePolicy().waitWithin();
    return !now.isBefore(fleet.steady().onceMore(began, wait, end));
  }

  /** When the group began by the clock of now, had it not rested. */
  public Instant began(LiveGroup group, Instant now) {
    Instant began = group.began();
    return began == null ? now : withoutRests(group, began, now);
  }

  /**
   * When it has waited for as long as it may since then, by the clock of now.
   *
   * @param since in steady time
   */
  Instant endSince(LiveGroup group, Instant since, Instant now) {
    return end(group, withoutRests(group, since, now));
  }

  private static Instant end(LiveGroup group, Instant from) {
    return from.plus(group.options().offlinePolicy().waitWithin());
  }

  /** As much later as the run rested since. */
  private Instant withoutRests(LiveGroup group, Instant since, Instant now) {
    SteadyTime steady = fleet.steady();
    return steady.byClock(since.plus(fleet.run(group.run).restedSince(since, steady.of(now))));
  }
}
