package org.fleetreboot.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.workflow.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to one subscriber, in the order of each partition, on a thread of its own. */
final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final int PAGE = 500;
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));

  private final Journal journal;
  private final FleetEvents events;
  private final String name;
  private final EventKind kind;
  private final Function<FleetEvent, CompletionStage<Void>> handler;
  private final Semaphore wake = new Semaphore(0);
  private final Map<String, Position> positions = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  Subscription(
      Journal journal,
      EventCodec codec,
      String name,
      EventKind kind,
      Function<FleetEvent, CompletionStage<Void>> handler) {
    this.journal = journal;
    this.events = new FleetEvents(codec);
    this.name = name;
    this.kind = kind;
    this.handler = handler;
    this.thread = new Thread(this::run, "subscription-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        boolean more = false;
        for (String partition : journal.partitions()) {
          more |= handOverPage(partition);
        }
        if (!more) {
          wake.tryAcquire(1, TimeUnit.SECONDS);
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JournalFailed e) {
      LOG.error("Subscription {} has stopped; its checkpoint stays.", name, e);
    }
  }

  private boolean handOverPage(String partition) throws InterruptedException {
    Position before =
        positions.computeIfAbsent(
            partition, key -> journal.checkpoint(name, key).orElse(Position.START));
    List<RecordedEvent> page = journal.readAll(partition, before, PAGE);
    Position done = before;
    try {
      for (RecordedEvent event : page) {
        if (closed) {
          return false;
        }
        if (events.isOf(kind, event)) {
          handOver(events.of(event));
        }
        done = event.position();
      }
    } finally {
      if (!done.equals(before)) {
        positions.put(partition, done);
        save(partition, done);
      }
    }
    return page.size() == PAGE;
  }

  private void save(String partition, Position done) {
    var unused =
        journal
            .saveCheckpoint(name, partition, done)
            .whenComplete(
                (saved, error) -> {
                  if (error != null) {
                    LOG.warn(
                        "Checkpoint {} of {} is not saved; its events come again.",
                        name,
                        partition);
                  }
                });
  }

  /** Tries until it succeeds: a failing subscriber holds itself up and nobody else. */
  private void handOver(FleetEvent event) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        handler.apply(event).toCompletableFuture().get();
        return;
      } catch (ExecutionException | RuntimeException e) {
        Duration pause = PAUSE.after(failures, 0.5);
        Throwable cause =
            e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        LOG.warn(
            "Subscription {} could not hand over event {} ({}); once more in {}.",
            name,
            event.id(),
            cause.getMessage(),
            pause);
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      // An event under way gets a moment; what is not acknowledged comes again.
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
