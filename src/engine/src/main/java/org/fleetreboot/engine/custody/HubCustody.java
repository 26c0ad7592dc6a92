package org.fleetreboot.engine.custody;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.journal.file.Witness;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a journal in a file, with what makes that the only history of its hub: the lock of
 * the hub on this machine, the place of the journal, and a witness outside it. For one engine, and
 * not thread-safe.
 */
public final class HubCustody implements AutoCloseable {
  private final FileJournal journal;
  private final HubLock lock;
  private final JournalPlace place;
  private final Witness witness;
  private @Nullable Engine engine;
  private @Nullable Watchkeeper watchkeeper;

  private HubCustody(FileJournal journal, HubLock lock, JournalPlace place, Witness witness) {
    this.journal = journal;
    this.lock = lock;
    this.place = place;
    this.witness = witness;
  }

  /**
   * Takes the lock of the hub, and reads what this machine remembers of its journals.
   *
   * @param journal closed with this, and left open when this is refused
   * @param place what the operator calls the place of the journal; null for its file's own marks
   * @throws org.fleetreboot.journal.file.HubInUse when another program works with the hub
   * @throws org.fleetreboot.journal.JournalRefused when the hub cannot be locked, or the file not
   *     be told from a copy
   */
  public static HubCustody take(
      FileJournal journal, HubEndpoint hub, MachineFolders folders, @Nullable String place) {
    HubLock lock = HubLock.take(folders.locks(), hub, journal.file());
    try {
      return new HubCustody(
          journal, lock, JournalFile.place(journal, place), Witness.of(folders.state(), hub));
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  /**
   * Opens the engine, which calls nobody while the journal may lack calls, and stays beside it.
   *
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   * @throws org.fleetreboot.engine.OpenOnAnotherHub when a run of another hub is open in it
   * @throws org.fleetreboot.journal.JournalFailed when the journal cannot be read or written
   */
  public Engine open(EngineSettings settings, InstantSource clock, LongSupplier nanos) {
    Engine opened =
        DurableEngine.open(
            journal, settings.withJournalAt(place, witness.journals()), clock, nanos);
    Watchkeeper beside =
        new Watchkeeper(opened, journal, settings.hub(), place, witness, lock, clock);
    beside.start();
    engine = opened;
    watchkeeper = beside;
    return opened;
  }

  /** Closes the engine, the journal, and then the lock: who is locked out may begin. */
  @Override
  public void close() {
    Engine first = engine;
    Watchkeeper then = watchkeeper;
    try (lock;
        journal;
        then;
        first) {
      // From the last to the first, each of them whatever becomes of the others.
    }
  }
}
