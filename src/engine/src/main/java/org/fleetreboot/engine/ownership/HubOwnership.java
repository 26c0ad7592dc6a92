package org.fleetreboot.engine.ownership;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.node.NodeEngine;
import org.fleetreboot.engine.node.OtherNodes;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * Makes an engine the only one for its hubs: it holds the lock of each hub on this machine unless
 * the journal is shared, knows the place of the journal, and remembers the journals of each hub in
 * a file outside them. For one engine; not thread-safe.
 */
public final class HubOwnership implements AutoCloseable {
  private final Journal journal;
  private final JournalPlace place;
  private final OwnedHubs hubs;
  private @Nullable Engine engine;
  private @Nullable OwnershipHeartbeat heartbeat;

  private HubOwnership(Journal journal, JournalPlace place, OwnedHubs hubs) {
    this.journal = journal;
    this.place = place;
    this.hubs = hubs;
  }

  /**
   * Takes the lock of each hub, and reads what this machine remembers of its journals.
   *
   * @param journal closed with this; left open if this is refused
   * @param hubs at least one, by its name in the journal
   * @param place the operator's name for the place of the journal; null to recognize the file
   *     itself
   * @throws org.fleetreboot.journal.file.HubInUse if another program works with one of the hubs
   * @throws org.fleetreboot.journal.JournalRefused if a hub cannot be locked, or the file cannot be
   *     told from a copy
   */
  public static HubOwnership take(
      FileJournal journal,
      Map<String, HubEndpoint> hubs,
      MachineFolders folders,
      @Nullable String place) {
    OwnedHubs taken = OwnedHubs.take(journal, hubs, folders);
    try {
      return new HubOwnership(journal, JournalFile.place(journal, place), taken);
    } catch (RuntimeException refused) {
      taken.close();
      throw refused;
    }
  }

  /**
   * Reads what this machine remembers of the journals of each hub. It takes no lock: other nodes
   * may work with the hubs on this machine and on others, and the fence of the journal refuses the
   * events of all but one, who alone calls.
   *
   * @param journal closed with this
   * @param hubs at least one, by its name in the journal
   * @param place where the journal is
   */
  public static HubOwnership shared(
      SharedJournal journal,
      Map<String, HubEndpoint> hubs,
      MachineFolders folders,
      JournalPlace place) {
    return new HubOwnership(journal, place, OwnedHubs.shared(hubs, folders));
  }

  /**
   * Prepares the engine of a node, which is idle until it is given work, and starts the heartbeat
   * beside it.
   *
   * @param journal the one that this was made with
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   * @param observer is told what the engine decides
   */
  public NodeEngine openNode(
      SharedJournal journal,
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      EngineObserver observer,
      OtherNodes others) {
    NodeEngine opened = new NodeEngine(journal, placed(settings), clock, nanos, observer, others);
    watch(opened, clock);
    return opened;
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
    Engine opened = DurableEngine.open(journal, placed(settings), clock, nanos, progress, observer);
    watch(opened, clock);
    return opened;
  }

  private EngineSettings placed(EngineSettings settings) {
    return settings.withJournalAt(place).withEachHub(hubs::withKnownJournals);
  }

  private void watch(Engine opened, InstantSource clock) {
    OwnershipHeartbeat beside = new OwnershipHeartbeat(opened, journal, hubs.hubs(), place, clock);
    engine = opened;
    heartbeat = beside;
    beside.start();
  }

  /**
   * Closes the engine, then the journal, and last the locks, which another program may be waiting
   * for.
   */
  @Override
  public void close() {
    Engine engineToClose = engine;
    OwnershipHeartbeat heartbeatToClose = heartbeat;
    try (hubs;
        journal;
        heartbeatToClose;
        engineToClose) {
      // Closes from the last to the first, each one even if another fails.
    }
  }
}
