package org.fleetreboot.app.program;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;

/** A run that a repeated order asks for, and that is over. */
final class EndedRun {
  private EndedRun() {}

  /**
   * The run at its end; empty if it is unknown or open, or if the id belongs to another run.
   *
   * @param hubs those of the program
   * @throws ProgramFailure if the run has left the journal for an archive
   */
  static Optional<Snapshot> of(
      JournalReader journal,
      JournalLocation location,
      RunRequest request,
      List<String> hubs,
      Instant now) {
    String run = request.run();
    journal
        .archiveOf(run)
        .ifPresent(
            archive -> {
              throw ProgramFailure.setup(ArchiveSentence.ofEnded(run, archive, location));
            });
    if (journal.read(StreamId.run(run)).isEmpty()) {
      return Optional.empty();
    }
    FleetView view = journal.view();
    RunView known = view.run(run);
    return known == null
            || known.endedAt() == null
            || !known.chain().equals(request.chain())
            || !(known.hubs().isEmpty() || hubs.containsAll(known.hubs()))
            || ((request.hasContent() || request.retry() != null)
                && !known.trigger().equals(request.trigger()))
        ? Optional.empty()
        : Snapshot.of(view, run, HubStates.UNKNOWN, now);
  }
}
