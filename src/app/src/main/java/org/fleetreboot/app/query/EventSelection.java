package org.fleetreboot.app.query;

import java.time.Instant;
import org.fleetreboot.engine.view.FleetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see: those that match all of it.
 *
 * @param run null for any
 * @param device null for any
 * @param from the earliest time; null for any
 * @param until events are before this; null for any
 * @param last only that many, the latest of them; {@link Long#MAX_VALUE} for all
 */
public record EventSelection(
    @Nullable String run,
    @Nullable String device,
    @Nullable Instant from,
    @Nullable Instant until,
    long last) {

  /** Whether it is one of them, however many there are. */
  public boolean shows(FleetEvent event) {
    return (run == null || run.equals(event.run()))
        && (device == null || device.equals(event.device()))
        && (from == null || !event.at().isBefore(from))
        && (until == null || event.at().isBefore(until));
  }

  /** Whether it has no condition but how many. */
  public boolean isOfAll() {
    return run == null && device == null && from == null && until == null;
  }
}
