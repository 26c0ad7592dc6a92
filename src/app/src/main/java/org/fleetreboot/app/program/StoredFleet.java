package org.fleetreboot.app.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;

/** The content of a journal, whether or not a program writes to it. */
public final class StoredFleet implements AutoCloseable {
  private final Path file;
  private final JournalReader journal;

  private StoredFleet(Path file, JournalReader journal) {
    this.file = file;
    this.journal = journal;
  }

  /**
   * Opens the journal of the settings for reading.
   *
   * @throws ProgramFailure when there is none
   * @throws org.fleetreboot.journal.JournalRefused if it is not a readable journal
   */
  public static StoredFleet open(Settings settings, ProcessEnvironment environment) {
    Path file = JournalSetting.file(settings, environment);
    if (Files.notExists(file)) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another file with --journal."
              .formatted(file));
    }
    return new StoredFleet(file, JournalFile.openReadOnly(file));
  }

  public Path file() {
    return file;
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
    return journal.archiveOf(run).map(archive -> ArchiveSentence.of(run, archive, file));
  }

  private RunView require(String run, WhereItIs sentence) {
    RunView known = view().run(run);
    if (known == null) {
      throw ProgramFailure.setup(
          journal
              .archiveOf(run)
              .map(archive -> sentence.of(run, archive, file))
              .orElse(
                  "%s has no run '%s'; ./fleet-reboot list shows its runs.".formatted(file, run)));
    }
    return known;
  }

  @Override
  public void close() {
    journal.close();
  }

  private interface WhereItIs {
    String of(String run, Archive archive, Path journal);
  }
}
