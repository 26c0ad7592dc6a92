package org.fleetreboot.engine.custody;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.view.JournalView;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.Witness;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.JournalSighting;
import org.fleetreboot.workflow.fleet.JournalSighting.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beside the engine, and never in its way: tells the witness how far the journal has come, and
 * keeps the lock of the hub.
 */
final class Watchkeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchkeeper.class);

  /** What was recorded within it before a crash, the witness does not know. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Engine engine;
  private final FileJournal journal;
  private final String hub;
  private final JournalPlace place;
  private final Witness witness;
  private final HubLock lock;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "watchkeeper");
            made.setDaemon(true);
            return made;
          });
  private @Nullable JournalSighting last;
  private boolean lockLost;

  Watchkeeper(
      Engine engine,
      FileJournal journal,
      String hub,
      JournalPlace place,
      Witness witness,
      HubLock lock,
      InstantSource clock) {
    this.engine = engine;
    this.journal = journal;
    this.hub = hub;
    this.place = place;
    this.witness = witness;
    this.lock = lock;
    this.clock = clock;
  }

  /** Polls once, and from then on every few seconds. */
  public void start() {
    watch();
    var unused =
        thread.scheduleWithFixedDelay(
            this::watch, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watch() {
    try {
      // First, and whatever the witness says: a lock that ages may be cleaned away.
      keepLock();
      remember(Standing.UNDER_WAY);
    } catch (RuntimeException failed) {
      // A journal that has failed says so itself, and ends the program.
      LOG.debug("The journal was not witnessed", failed);
    }
  }

  private void remember(Standing standing) {
    JournalView view = engine.view().journal(hub);
    if (view == null || view.doubted()) {
      // Of a journal that nobody relies on there is nothing to remember.
      return;
    }
    Map<String, Long> ends = new HashMap<>();
    for (String partition : List.of(StreamId.RUNS, StreamId.partitionOf(hub))) {
      // What a reader sees is durable.
      ends.put(partition, journal.head(partition).value());
    }
    JournalSighting before = last;
    if (before != null
        && before.epoch() == view.epoch()
        && before.standing() == standing
        && before.positions().equals(ends)) {
      return;
    }
    JournalSighting now =
        new JournalSighting(
            view.id(), view.epoch(), ends, standing, place.where(), clock.instant());
    witness.remember(now);
    last = now;
  }

  private void keepLock() {
    if (!lock.keep() && !lockLost) {
      lockLost = true;
      LOG.error(
          "Somebody has removed the lock of the hub: another program may work with it now. All"
              + " calls are stopped; see that no other program runs, then start this one again and"
              + " lift the stop (./fleet-reboot stop --lift, or Engine.liftStop)");
      var unused = engine.stopFleet("fleet-reboot", "somebody has removed the lock of the hub");
    }
  }

  /** The engine has ended: what it leaves open is under way until the next start. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean open = engine.view().runs().stream().anyMatch(run -> run.endedAt() == null);
        remember(open ? Standing.UNDER_WAY : Standing.AT_REST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      LOG.debug("The journal was not witnessed at its end", failed);
    }
  }
}
