package org.fleetreboot.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact about all runs of one hub together. */
public sealed interface FleetStopEvent {
  Instant at();

  /** No run calls a device until that is lifted; looks go on. */
  record FleetStopped(Instant at, String by, String reason) implements FleetStopEvent {}

  /**
   * Runs may call again.
   *
   * @param reason null when none was given
   */
  record FleetStopLifted(Instant at, String by, @Nullable String reason)
      implements FleetStopEvent {}
}
