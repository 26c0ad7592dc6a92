package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/** An event that concerns all runs of one hub. */
public sealed interface FleetStopEvent {
  Instant at();

  /** No run calls a device until the stop is lifted; polling continues. */
  record FleetStopped(Instant at, Requester by, String reason) implements FleetStopEvent {}

  /**
   * Runs may call again.
   *
   * @param reason null when none was given
   */
  record FleetStopLifted(Instant at, Requester by, @Nullable String reason)
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
      Instant at,
      UUID journal,
      long epoch,
      JournalPlace place,
      Requester by,
      @Nullable String reason)
      implements FleetStopEvent {}

  /**
   * A person whose name is proved gave an order that was refused; nothing else changed.
   *
   * @param order in a word, such as {@code cancel}
   * @param run null if it was about all runs; there may be none of that id
   * @param step null if it was about no step
   * @param device null if it was about no device
   * @param reason why it was refused, for people
   */
  record OrderRefused(
      Instant at,
      Requester by,
      String order,
      @Nullable String run,
      @Nullable String step,
      @Nullable String device,
      String reason)
      implements FleetStopEvent {}

  /** The journal may lack calls that were made: no device is called until a person adopts it. */
  record JournalDoubted(Instant at, JournalDoubt doubt, String reason) implements FleetStopEvent {}
}
