package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalDoubted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalPlaced;
import org.fleetreboot.workflow.fleet.WitnessedJournal.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Whether a journal is the one history of its hub, and not a copy, a backup or a second one. Pure.
 *
 * @param placed where it was placed last; null before the first time
 * @param doubted why nobody is called until a person resumes; null for no reason
 */
public record Custody(@Nullable JournalPlaced placed, @Nullable JournalDoubted doubted) {
  static final Custody NONE = new Custody(null, null);

  /** Who does it where no person does. */
  private static final String PROGRAM = "fleet-reboot";

  /** Whether calls are deferred. */
  public boolean isDoubted() {
    return doubted != null;
  }

  /**
   * The facts that follow from opening the journal.
   *
   * @param id of the journal, when it has none yet
   */
  List<FleetStopEvent> open(Instant now, JournalOpening opening, UUID id) {
    JournalPlace place = opening.place();
    List<FleetStopEvent> events = new ArrayList<>();
    JournalPlaced known = placed;
    if (known == null) {
      known = new JournalPlaced(now, id, 1, place, PROGRAM, null);
      events.add(known);
    }
    Optional<JournalDoubted> doubt = doubt(now, known, opening);
    if (isDoubted() || doubt.isPresent()) {
      // One reason is enough, and what it was doubted for is not cured by opening it again.
      doubt.filter(reason -> !isDoubted()).ifPresent(events::add);
    } else if (!known.place().equals(place)) {
      // The same file under another path, or by a name that the operator gave it since.
      events.add(new JournalPlaced(now, known.journal(), known.epoch(), place, PROGRAM, null));
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
    WitnessedJournal own = null;
    WitnessedJournal other = null;
    for (WitnessedJournal seen : opening.witnessed()) {
      if (seen.journal().equals(placed.journal())) {
        own = seen;
      } else if (seen.standing() == Standing.UNDER_WAY) {
        other = seen;
      }
    }
    if (own != null && placed.epoch() > own.epoch()) {
      // A person has resumed since it was seen here: whatever was seen before is known to them.
      return Optional.empty();
    }
    if (own != null && own.epoch() > placed.epoch()) {
      return doubt(now, JournalDoubt.TAKEN_ON, "a copy of this journal was taken on", own);
    }
    if (own != null && own.isAheadOf(opening.ends())) {
      return doubt(now, JournalDoubt.OLDER, "this journal lacks events that were in it", own);
    }
    if (own != null && own.standing() == Standing.REPLACED) {
      return doubt(now, JournalDoubt.ANOTHER, "another journal was taken on for the hub", own);
    }
    return other == null
        ? Optional.empty()
        : doubt(now, JournalDoubt.ANOTHER, "the hub's history is in another journal", other);
  }

  private static Optional<JournalDoubted> doubt(
      Instant now, JournalDoubt doubt, String what, WitnessedJournal seen) {
    return Optional.of(
        new JournalDoubted(now, doubt, "%s: %s, seen %s".formatted(what, seen.where(), seen.at())));
  }

  /** The facts that follow when a person takes it on as it is; none when nobody doubts it. */
  List<FleetStopEvent> takeOn(
      Instant now, @Nullable JournalPlace place, String by, @Nullable String reason) {
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

  Custody evolve(FleetStopEvent event) {
    if (event instanceof JournalPlaced now) {
      // Only a person's taking it on ends a doubt, and that is another epoch.
      return new Custody(now, placed != null && placed.epoch() == now.epoch() ? doubted : null);
    }
    return event instanceof JournalDoubted now ? new Custody(placed, now) : this;
  }
}
