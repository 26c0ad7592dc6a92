package org.fleetreboot.engine.state;

import java.time.Instant;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;

/** The stop of all calls to one hub: by a person, or because the journal is doubted. */
final class LiveStop {
  private final Pauses pauses = new Pauses();
  private FleetStop state = FleetStop.NONE;
  private int version;

  FleetStop state() {
    return state;
  }

  long version() {
    return version;
  }

  /** When it held. */
  Pauses pauses() {
    return pauses;
  }

  /**
   * Follows an event.
   *
   * @param at when it happened, in steady time
   */
  void apply(FleetStopEvent event, Instant at) {
    state = state.evolve(event);
    version++;
    if (state.holds()) {
      pauses.begin(at);
    } else {
      pauses.end(at);
    }
  }
}
