package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.SteadyTime;

/**
 * How long a group waits for devices ({@code waitWithin}). The time stands still while the run is
 * paused or all calls are stopped, and moving the clock does not change it.
 */
public final class GroupTimeout {
  private final LiveHub hub;

  public GroupTimeout(LiveHub hub) {
    this.hub = hub;
  }

  /** Whether the group has waited for as long as it may since it began. */
  public boolean hasEnded(LiveGroup group, Instant now) {
    Instant end = end(group, began(group, now));
    Instant known = group.began();
    Instant began = known == null ? hub.steady().of(now) : known;
    Duration wait = group.options().offlinePolicy().waitWithin();
    return !now.isBefore(hub.steady().extendedEnd(began, wait, end));
  }

  /** When the group began, moved by the time that did not count; by the current clock. */
  public Instant began(LiveGroup group, Instant now) {
    Instant began = group.began();
    return began == null ? now : withoutRests(group, began, now);
  }

  /**
   * When a wait that began then must end, by the current clock.
   *
   * @param since in steady time
   */
  Instant endSince(LiveGroup group, Instant since, Instant now) {
    return end(group, withoutRests(group, since, now));
  }

  private static Instant end(LiveGroup group, Instant from) {
    return from.plus(group.options().offlinePolicy().waitWithin());
  }

  /** Moves a time by what did not count since. */
  private Instant withoutRests(LiveGroup group, Instant since, Instant now) {
    SteadyTime steady = hub.steady();
    return steady.byClock(since.plus(hub.restedSince(group.run, since, steady.of(now))));
  }
}
