package org.fleetreboot.app.program;

import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;

/** The content of a journal, whether or not a program writes to it. */
public final class StoredFleet implements AutoCloseable {
  private final JournalLocation location;
  private final JournalReader journal;

  private StoredFleet(JournalLocation location, JournalReader journal) {
    this.location = location;
    this.journal = journal;
  }

  /**
   * Opens the journal of the settings for reading.
   *
   * @throws ProgramFailure when there is none
   * @throws org.fleetreboot.journal.JournalRefused if it is not a readable journal
   * @throws org.fleetreboot.journal.JournalUnreachable if a database does not answer
   */
  public static StoredFleet open(Settings settings, ProcessEnvironment environment) {
    JournalLocation location = JournalLocation.of(settings, environment);
    return new StoredFleet(location, location.openReadOnly());
  }

  public JournalLocation location() {
    return location;
  }

  /** Whether a program works on its runs. */
  public ProgramPresence presence() {
    return location instanceof JournalInFile file
        ? ProgramPresence.of(file.file())
        : ProgramPresence.of((PostgresReader) journal, Instant.EPOCH);
  }

  public JournalReader journal() {
    return journal;
  }

  /** The current state. */
  public FleetView view() {
    return journal.view();
  }

  /**
   * The run.
   *
   * @throws ProgramFailure when the journal has none of that id
   */
  public RunView require(String run) {
    return require(run, ArchiveSentence::of);
  }

  /**
   * The run, in which something is to be done.
   *
   * @throws ProgramFailure when the journal has none of that id, or no longer has it
   */
  public RunView requireHere(String run) {
    return require(run, ArchiveSentence::ofLeft);
  }

  /** Where a run is that has left the journal, as a sentence; empty if it has not. */
  public Optional<String> archived(String run) {
    return journal.archiveOf(run).map(archive -> ArchiveSentence.of(run, archive, location));
  }

  private RunView require(String run, WhereItIs sentence) {
    RunView known = view().run(run);
    if (known == null) {
      throw ProgramFailure.setup(
          journal
              .archiveOf(run)
              .map(archive -> sentence.of(run, archive, location))
              .orElse(
                  "%s has no run '%s'; ./fleet-reboot list shows its runs."
                      .formatted(location, run)));
    }
    return known;
  }

  @Override
  public void close() {
    journal.close();
  }

  private interface WhereItIs {
    String of(String run, Archive archive, JournalLocation journal);
  }
}
