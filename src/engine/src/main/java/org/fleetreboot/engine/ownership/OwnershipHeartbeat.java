package org.fleetreboot.engine.ownership;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.JournalView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.fleetreboot.workflow.fleet.KnownJournal.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs beside the engine without delaying it: every two seconds it remembers where the journal
 * ends, with the hash of all its events, outside it, and renews the lock of each hub.
 */
final class OwnershipHeartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnershipHeartbeat.class);

  /** Events of the last interval before a crash are not remembered. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Engine engine;
  private final JournalReader journal;
  private final List<OwnedHub> hubs;
  private final JournalPlace place;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "heartbeat");
            made.setDaemon(true);
            return made;
          });

  /** What was last remembered, by hub. */
  private final Map<String, KnownJournal> last = new HashMap<>();

  /** The hubs whose lock was removed. */
  private final Set<String> lost = new HashSet<>();

  OwnershipHeartbeat(
      Engine engine,
      JournalReader journal,
      List<OwnedHub> hubs,
      JournalPlace place,
      InstantSource clock) {
    this.engine = engine;
    this.journal = journal;
    this.hubs = hubs;
    this.place = place;
    this.clock = clock;
  }

  /** Beats once now, and then every two seconds. */
  void start() {
    beat();
    var unused =
        thread.scheduleWithFixedDelay(
            this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      // First, whatever happens to the rest: an old lock file may be cleaned away.
      hubs.forEach(this::keepLock);
      hubs.forEach(hub -> remember(hub, Standing.UNDER_WAY));
    } catch (RuntimeException failed) {
      // If the journal has failed, the engine reports it and the program ends.
      LOG.debug("The position of the journal was not remembered", failed);
    }
  }

  private void remember(OwnedHub hub, Standing standing) {
    JournalView view = engine.view().journal(hub.name());
    if (view == null || view.doubted()) {
      // A doubted journal must not be remembered as the history of the hub.
      return;
    }
    Map<String, Long> ends = new HashMap<>();
    Map<String, String> hashes = new HashMap<>();
    for (String partition : List.of(StreamId.RUNS, StreamId.partitionOf(hub.name()))) {
      // A reader sees only durable events.
      Position head = journal.head(partition);
      ends.put(partition, head.value());
      if (!head.equals(Position.START)) {
        journal.chain(partition, head).ifPresent(end -> hashes.put(partition, end.hash()));
      }
    }
    KnownJournal before = last.get(hub.name());
    if (before != null
        && before.epoch() == view.epoch()
        && before.standing() == standing
        && before.positions().equals(ends)) {
      return;
    }
    KnownJournal now =
        new KnownJournal(view.id(), view.epoch(), ends, hashes, standing, place, clock.instant());
    hub.knownJournals().remember(now);
    last.put(hub.name(), now);
  }

  private void keepLock(OwnedHub hub) {
    if (!hub.keepLock() && lost.add(hub.name())) {
      LOG.error(
          "The lock of hub {} was removed: another program may work with it now. All calls to it"
              + " are stopped; see that no other program runs, then start this one again and lift"
              + " the stop (./fleet-reboot stop --lift, or Control.liftStop)",
          hub.name());
      var unused =
          engine
              .control()
              .stopFleet(hub.name(), Requester.PROGRAM, "the lock of the hub was removed");
    }
  }

  /**
   * Remembers how the engine left the journal: runs that are open stay under way until the next
   * start.
   */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean open = engine.view().count(RunFilter.OPEN) > 0;
        Standing standing = open ? Standing.UNDER_WAY : Standing.AT_REST;
        hubs.forEach(hub -> remember(hub, standing));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      LOG.debug("The end of the journal was not remembered", failed);
    }
  }
}
