package org.fleetreboot.engine.loop;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.engine.state.RestingStatesInJournal;
import org.fleetreboot.engine.state.SnapshotRebuild;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.UnreadableSnapshot;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journal holds, as the engine has it in memory.
 *
 * @param last the id of the last event; null if there is none
 * @param recovery the first events and effects after the start
 */
record RecoveredState(Fleet fleet, EngineCore core, @Nullable UUID last, EngineOutput recovery) {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveredState.class);

  /**
   * Reads what is open in the journal, and decides what the start has to record. Writes no event.
   *
   * @throws org.fleetreboot.engine.OpenOnAnotherHub if a run is open in it on a hub that is not in
   *     the settings
   * @throws org.fleetreboot.journal.JournalFailed if it cannot be read
   */
  static RecoveredState read(
      Journal journal,
      EventCodec codec,
      EngineSettings settings,
      RandomGenerator random,
      FoldProgress progress,
      EngineObserver observer,
      Instant now) {
    Fleet fleet = fleet(journal, codec, settings.hubNames(), progress);
    UUID last = EventIds.last(journal);
    EngineCore core =
        new EngineCore(
            fleet, settings, codec, random, new EventIds(random, last, now), observer, now);
    Map<String, Long> ends =
        journal.partitions().stream()
            .collect(Collectors.toMap(name -> name, name -> journal.head(name).value()));
    return new RecoveredState(
        fleet, core, last, core.recover(settings, ends, rewritten(journal, settings), now));
  }

  /**
   * For each hub, the known journals that have another event where this one has a known position.
   */
  private static Map<String, Set<UUID>> rewritten(Journal journal, EngineSettings settings) {
    Map<String, Set<UUID>> rewritten = new HashMap<>();
    for (HubSettings hub : settings.hubs()) {
      rewritten.put(
          hub.hub(),
          hub.knownJournals().stream()
              .filter(known -> isRewritten(journal, known))
              .map(KnownJournal::journal)
              .collect(Collectors.toSet()));
    }
    return rewritten;
  }

  private static boolean isRewritten(Journal journal, KnownJournal known) {
    return known.hashes().entrySet().stream()
        .anyMatch(
            seen -> {
              String partition = seen.getKey();
              long position = known.positions().getOrDefault(partition, 0L);
              return journal
                  .chain(partition, new Position(position))
                  .filter(here -> !here.hash().equals(seen.getValue()))
                  .isPresent();
            });
  }

  /** The fold of what is open; of everything if the snapshots cannot be used. */
  private static Fleet fleet(
      Journal journal, EventCodec codec, List<String> hubs, FoldProgress progress) {
    int format = journal.snapshots().format();
    if (format != StateCodec.FORMAT) {
      SnapshotRebuild.refold(journal, progress);
      if (format != 0) {
        LOG.info("The snapshots in the journal have an older form; its events are folded once.");
      }
    }
    StateCodec states = new StateCodec();
    try {
      return folded(journal, codec, states, hubs, progress);
    } catch (UnreadableSnapshot damaged) {
      LOG.warn("{} All snapshots are thrown away, and the events folded.", damaged.getMessage());
      SnapshotRebuild.refold(journal, progress);
      return folded(journal, codec, states, hubs, progress);
    }
  }

  private static Fleet folded(
      Journal journal,
      EventCodec codec,
      StateCodec states,
      List<String> hubs,
      FoldProgress progress) {
    Fleet fleet = new Fleet(hubs, new RestingStatesInJournal(journal, codec, states));
    new FleetReader(journal, codec, states).readOpen(fleet, progress);
    return fleet;
  }
}
