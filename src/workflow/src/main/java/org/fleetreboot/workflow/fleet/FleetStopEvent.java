package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact about all runs of one hub together. */
public sealed interface FleetStopEvent {
  Instant at();

  /** No run calls a device until that is lifted; polling goes on. */
  record FleetStopped(Instant at, String by, String reason) implements FleetStopEvent {}

  /**
   * Runs may call again.
   *
   * @param reason null when none was given
   */
  record FleetStopLifted(Instant at, String by, @Nullable String reason)
      implements FleetStopEvent {}

  /**
   * The journal has its place: for the first time, or taken on there by a person. A copy that seals
   * its source, a compaction and a standby place it, too.
   *
   * @param journal the id that it keeps for ever
   * @param epoch from 1, one more each time it is taken on
   * @param reason null when none was given
   */
  record JournalPlaced(
      Instant at, UUID journal, long epoch, JournalPlace place, String by, @Nullable String reason)
      implements FleetStopEvent {}

  /** The journal may lack calls that were made: none are made until a person takes it on. */
  record JournalDoubted(Instant at, JournalDoubt doubt, String reason) implements FleetStopEvent {}
}
