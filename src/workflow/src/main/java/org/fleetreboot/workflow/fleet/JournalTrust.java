package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalDoubted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalPlaced;
import org.fleetreboot.workflow.fleet.KnownJournal.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Whether a journal can be trusted to be the whole history of its hub: it may be a copy, a backup
 * or a second one. Pure.
 *
 * @param placed where it was placed last; null before the first time
 * @param doubted why no device is called until a person adopts the journal; null if it is trusted
 */
public record JournalTrust(@Nullable JournalPlaced placed, @Nullable JournalDoubted doubted) {
  static final JournalTrust NONE = new JournalTrust(null, null);

  /** Whether all calls are stopped. */
  public boolean isDoubted() {
    return doubted != null;
  }

  /**
   * The events of opening the journal.
   *
   * @param id the journal's id, if it has none yet
   */
  List<FleetStopEvent> open(Instant now, JournalOpening opening, UUID id) {
    JournalPlace place = opening.place();
    List<FleetStopEvent> events = new ArrayList<>();
    JournalPlaced known = placed;
    if (known == null) {
      known = new JournalPlaced(now, id, 1, place, Requester.PROGRAM, null);
      events.add(known);
    }
    Optional<JournalDoubted> doubt = doubt(now, known, opening);
    if (isDoubted() || doubt.isPresent()) {
      // One reason is enough, and opening the journal again does not remove it.
      doubt.filter(reason -> !isDoubted()).ifPresent(events::add);
    } else if (!known.place().equals(place)) {
      // The same file under another path, or under a name that the operator has given it since.
      events.add(
          new JournalPlaced(now, known.journal(), known.epoch(), place, Requester.PROGRAM, null));
    }
    return events;
  }

  private static Optional<JournalDoubted> doubt(
      Instant now, JournalPlaced placed, JournalOpening opening) {
    if (!placed.place().isSameAs(opening.place())) {
      return Optional.of(
          new JournalDoubted(
              now,
              JournalDoubt.COPIED,
              "this journal is a copy of %s".formatted(placed.place().where())));
    }
    KnownJournal own = null;
    KnownJournal other = null;
    for (KnownJournal seen : opening.knownJournals()) {
      if (seen.journal().equals(placed.journal())) {
        own = seen;
      } else if (seen.standing() == Standing.UNDER_WAY) {
        other = seen;
      }
    }
    if (own != null && placed.epoch() > own.epoch()) {
      // A person has adopted it since it was seen here, and knew what was seen before.
      return Optional.empty();
    }
    if (own != null && own.epoch() > placed.epoch()) {
      return doubt(now, JournalDoubt.COPY_ADOPTED, "a copy of this journal was adopted", own);
    }
    if (own != null && own.isAheadOf(opening.ends())) {
      return doubt(now, JournalDoubt.RESTORED, "this journal lacks events that were in it", own);
    }
    if (own != null && opening.rewritten().contains(own.journal())) {
      return doubt(now, JournalDoubt.REWRITTEN, "the history in this journal was rewritten", own);
    }
    if (own != null && own.standing() == Standing.REPLACED) {
      return doubt(now, JournalDoubt.OTHER_JOURNAL, "another journal was adopted for the hub", own);
    }
    return other == null
        ? Optional.empty()
        : doubt(now, JournalDoubt.OTHER_JOURNAL, "the hub's history is in another journal", other);
  }

  private static Optional<JournalDoubted> doubt(
      Instant now, JournalDoubt doubt, String what, KnownJournal seen) {
    return Optional.of(
        new JournalDoubted(
            now, doubt, "%s: %s, seen %s".formatted(what, seen.place().where(), seen.at())));
  }

  /** The events of a person's adopting the journal as it is; none if it is not doubted. */
  List<FleetStopEvent> adopt(
      Instant now, @Nullable JournalPlace place, Requester by, @Nullable String reason) {
    JournalPlaced known = placed;
    return isDoubted() && known != null
        ? List.of(
            new JournalPlaced(
                now,
                known.journal(),
                known.epoch() + 1,
                place == null ? known.place() : place,
                by,
                reason))
        : List.of();
  }

  JournalTrust evolve(FleetStopEvent event) {
    if (event instanceof JournalPlaced now) {
      // Only a person's adoption ends a doubt, and it starts another epoch.
      return new JournalTrust(
          now, placed != null && placed.epoch() == now.epoch() ? doubted : null);
    }
    return event instanceof JournalDoubted now ? new JournalTrust(placed, now) : this;
  }
}
