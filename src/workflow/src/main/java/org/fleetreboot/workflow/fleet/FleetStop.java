package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopLifted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopped;
import org.jspecify.annotations.Nullable;

/**
 * The stop of all calls to one hub's devices: holds until a person lifts it. Pure.
 *
 * @param stopped the stop by a person that holds; null for none
 * @param custody of the journal: a doubt stops the calls, too
 */
public record FleetStop(@Nullable FleetStopped stopped, Custody custody) {
  /** Nobody has stopped anything. */
  public static final FleetStop NONE = new FleetStop(null, Custody.NONE);

  public boolean holds() {
    return stopped != null || custody.isDoubted();
  }

  /** The facts that follow from a person's wish to stop; none when that is so already. */
  public List<FleetStopEvent> stop(Instant now, String by, String reason) {
    return stopped != null ? List.of() : List.of(new FleetStopped(now, by, reason));
  }

  /** The facts that follow from a person's wish to lift the stop; none when there is none. */
  public List<FleetStopEvent> lift(Instant now, String by, @Nullable String reason) {
    return stopped == null ? List.of() : List.of(new FleetStopLifted(now, by, reason));
  }

  /** The facts that follow from opening the journal; {@code id} is for one that has none yet. */
  public List<FleetStopEvent> open(Instant now, JournalOpening opening, UUID id) {
    return custody.open(now, opening, id);
  }

  /**
   * The facts that follow when a person takes on the journal as it is; none when nobody doubts it.
   *
   * @param place where it is; null where nobody asks
   */
  public List<FleetStopEvent> takeOn(
      Instant now, @Nullable JournalPlace place, String by, @Nullable String reason) {
    return custody.takeOn(now, place, by, reason);
  }

  /** The state after the fact. */
  public FleetStop evolve(FleetStopEvent event) {
    if (event instanceof FleetStopped now) {
      return new FleetStop(now, custody);
    }
    return new FleetStop(event instanceof FleetStopLifted ? null : stopped, custody.evolve(event));
  }
}
