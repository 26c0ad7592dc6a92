package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that concerns all runs of one hub. */
public sealed interface FleetStopEvent {
  Instant at();

  /** No run calls a device until the stop is lifted; polling continues. */
  record FleetStopped(Instant at, String by, String reason) implements FleetStopEvent {}

  /**
   * Runs may call again.
   *
   * @param reason null when none was given
   */
  record FleetStopLifted(Instant at, String by, @Nullable String reason)
      implements FleetStopEvent {}

  /**
   * The journal was placed: for the first time, or when a person adopted it. A copy that seals its
   * source, a compaction and a standby would place it, too.
   *
   * @param journal its id, which never changes
   * @param epoch starts at 1 and grows by one each time the journal is adopted
   * @param reason null when none was given
   */
  record JournalPlaced(
      Instant at, UUID journal, long epoch, JournalPlace place, String by, @Nullable String reason)
      implements FleetStopEvent {}

  /** The journal may lack calls that were made: no device is called until a person adopts it. */
  record JournalDoubted(Instant at, JournalDoubt doubt, String reason) implements FleetStopEvent {}
}
