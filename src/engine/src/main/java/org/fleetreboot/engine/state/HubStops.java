package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.Collection;

/** When the calls to every hub were stopped, so that no run could go on. */
final class HubStops {
  private final Collection<LiveHub> hubs;

  HubStops(Collection<LiveHub> hubs) {
    this.hubs = hubs;
  }

  boolean areUnderWay() {
    return !hubs.isEmpty() && hubs.stream().allMatch(hub -> hub.stops().areUnderWay());
  }

  /** The spans up to now, in steady time. */
  Pauses until(Instant now) {
    return hubs.stream()
        .map(LiveHub::stops)
        .reduce((one, other) -> one.together(other, now))
        .orElseGet(Pauses::new);
  }
}
