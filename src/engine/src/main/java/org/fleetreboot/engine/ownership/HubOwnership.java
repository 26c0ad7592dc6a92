package org.fleetreboot.engine.ownership;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * Makes an engine the only one for its hub: it holds the lock of the hub on this machine, knows the
 * place of the journal, and remembers the journals of the hub in a file outside them. For one
 * engine; not thread-safe.
 */
public final class HubOwnership implements AutoCloseable {
  private final FileJournal journal;
  private final HubLock lock;
  private final JournalPlace place;
  private final KnownJournals knownJournals;
  private @Nullable Engine engine;
  private @Nullable OwnershipHeartbeat heartbeat;

  private HubOwnership(
      FileJournal journal, HubLock lock, JournalPlace place, KnownJournals knownJournals) {
    this.journal = journal;
    this.lock = lock;
    this.place = place;
    this.knownJournals = knownJournals;
  }

  /**
   * Takes the lock of the hub, and reads what this machine remembers of its journals.
   *
   * @param journal closed with this; left open if this is refused
   * @param place the operator's name for the place of the journal; null to recognize the file
   *     itself
   * @throws org.fleetreboot.journal.file.HubInUse if another program works with the hub
   * @throws org.fleetreboot.journal.JournalRefused if the hub cannot be locked, or the file cannot
   *     be told from a copy
   */
  public static HubOwnership take(
      FileJournal journal, HubEndpoint hub, MachineFolders folders, @Nullable String place) {
    HubLock lock = HubLock.take(folders.locks(), hub, journal.file());
    try {
      return new HubOwnership(
          journal, lock, JournalFile.place(journal, place), KnownJournals.of(folders.state(), hub));
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  /**
   * Opens the engine, which calls no device while the journal may lack calls, and starts the
   * heartbeat beside it.
   *
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   * @param progress is told how far the start has come
   * @param observer is told what the engine decides
   * @throws org.fleetreboot.engine.OpenOnAnotherHub if a run of another hub is open in the journal
   * @throws org.fleetreboot.journal.JournalFailed if the journal cannot be read or written
   */
  public Engine open(
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      FoldProgress progress,
      EngineObserver observer) {
    Engine opened =
        DurableEngine.open(
            journal,
            settings.withJournalAt(place, knownJournals.journals()),
            clock,
            nanos,
            progress,
            observer);
    OwnershipHeartbeat beside =
        new OwnershipHeartbeat(opened, journal, settings.hub(), place, knownJournals, lock, clock);
    beside.start();
    engine = opened;
    heartbeat = beside;
    return opened;
  }

  /**
   * Closes the engine, then the journal, and last the lock, which another program may be waiting
   * for.
   */
  @Override
  public void close() {
    Engine engineToClose = engine;
    OwnershipHeartbeat heartbeatToClose = heartbeat;
    try (lock;
        journal;
        heartbeatToClose;
        engineToClose) {
      // Closes from the last to the first, each one even if another fails.
    }
  }
}
