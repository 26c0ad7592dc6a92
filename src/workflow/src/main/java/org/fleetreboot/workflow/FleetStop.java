package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.FleetStopEvent.FleetStopLifted;
import org.fleetreboot.workflow.FleetStopEvent.FleetStopped;
import org.jspecify.annotations.Nullable;

/**
 * The stop of all calls to one hub's devices: holds until a person lifts it. Pure.
 *
 * @param stopped the stop that holds; null for none
 */
public record FleetStop(@Nullable FleetStopped stopped) {
  /** Nobody has stopped anything. */
  public static final FleetStop NONE = new FleetStop(null);

  public boolean holds() {
    return stopped != null;
  }

  /** The facts that follow from a person's wish to stop; none when that is so already. */
  public List<FleetStopEvent> stop(Instant now, String by, String reason) {
    return holds() ? List.of() : List.of(new FleetStopped(now, by, reason));
  }

  /** The facts that follow from a person's wish to lift the stop; none when there is none. */
  public List<FleetStopEvent> lift(Instant now, String by, @Nullable String reason) {
    return holds() ? List.of(new FleetStopLifted(now, by, reason)) : List.of();
  }

  /** The state after the fact. */
  public FleetStop evolve(FleetStopEvent event) {
    return event instanceof FleetStopped now ? new FleetStop(now) : NONE;
  }
}
