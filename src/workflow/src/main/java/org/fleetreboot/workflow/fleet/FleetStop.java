package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopLifted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopped;
import org.jspecify.annotations.Nullable;

/**
 * The stop of all calls to one hub's devices, until a person lifts it. Pure.
 *
 * @param stopped the stop that a person ordered; null for none
 * @param trust whether the journal is trusted: a doubt stops the calls, too
 */
public record FleetStop(@Nullable FleetStopped stopped, JournalTrust trust) {
  /** Nothing is stopped. */
  public static final FleetStop NONE = new FleetStop(null, JournalTrust.NONE);

  public boolean holds() {
    return stopped != null || trust.isDoubted();
  }

  /** The events of a person's order to stop; none if a stop holds already. */
  public List<FleetStopEvent> stop(Instant now, Requester by, String reason) {
    return stopped != null ? List.of() : List.of(new FleetStopped(now, by, reason));
  }

  /** The events of a person's order to lift the stop; none if there is no stop. */
  public List<FleetStopEvent> lift(Instant now, Requester by, @Nullable String reason) {
    return stopped == null ? List.of() : List.of(new FleetStopLifted(now, by, reason));
  }

  /** The events of an order that was refused. */
  public List<FleetStopEvent> refuse(Instant now, RefusedOrder order) {
    return List.of(order.at(now));
  }

  /** The events of opening the journal; {@code id} becomes its id if it has none yet. */
  public List<FleetStopEvent> open(Instant now, JournalOpening opening, UUID id) {
    return trust.open(now, opening, id);
  }

  /**
   * The events of a person's adopting the journal as it is; none if it is not doubted.
   *
   * @param place where it is; null to keep the recorded place
   */
  public List<FleetStopEvent> adopt(
      Instant now, @Nullable JournalPlace place, Requester by, @Nullable String reason) {
    return trust.adopt(now, place, by, reason);
  }

  /** The state after the event. */
  public FleetStop evolve(FleetStopEvent event) {
    if (event instanceof FleetStopped now) {
      return new FleetStop(now, trust);
    }
    return new FleetStop(event instanceof FleetStopLifted ? null : stopped, trust.evolve(event));
  }
}
