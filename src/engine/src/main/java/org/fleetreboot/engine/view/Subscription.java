package org.fleetreboot.engine.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to one subscriber, in the order in which they were decided, on its own thread. */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final int PAGE = 500;
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));

  private final Journal journal;
  private final FleetEvents events;
  private final Supplier<@Nullable UUID> durable;
  private final String name;
  private final EventKind kind;
  private final Function<FleetEvent, CompletionStage<Void>> handler;
  private final Semaphore wake = new Semaphore(0);
  private final Map<String, Partition> partitions = new TreeMap<>();
  private final Map<String, Position> beginnings;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param durable the id up to which all events are durable; null if there are none
   */
  public Subscription(
      Journal journal,
      EventCodec codec,
      Supplier<@Nullable UUID> durable,
      String name,
      EventKind kind,
      Function<FleetEvent, CompletionStage<Void>> handler) {
    this.journal = journal;
    this.events = new FleetEvents(codec);
    this.durable = durable;
    this.name = name;
    this.kind = kind;
    this.handler = handler;
    this.beginnings = kind == EventKind.NOT_BACK && isNew() ? heads() : Map.of();
    this.thread = new Thread(this::run, "subscription-" + name);
    thread.setDaemon(true);
  }

  private boolean isNew() {
    return journal.partitions().stream()
        .noneMatch(partition -> journal.checkpoint(name, partition).isPresent());
  }

  private Map<String, Position> heads() {
    return journal.partitions().stream()
        .collect(Collectors.toMap(partition -> partition, journal::head));
  }

  public void start() {
    thread.start();
  }

  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        if (!handOverPage()) {
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

  /** Hands over one page of events; returns whether there may be more. */
  private boolean handOverPage() throws InterruptedException {
    // Read first: an event decided meanwhile may be visible in one partition and not yet in
    // another.
    UUID upTo = durable.get();
    if (upTo == null) {
      return false;
    }
    for (String partition : journal.partitions()) {
      partitions.computeIfAbsent(partition, Partition::new).begin();
    }
    try {
      for (int handedOver = 0; handedOver < PAGE; handedOver++) {
        Partition earliest = earliest(upTo);
        if (earliest == null || closed) {
          return false;
        }
        earliest.handOverNext();
      }
      return true;
    } finally {
      partitions.values().forEach(Partition::save);
    }
  }

  /**
   * The partition whose next event was decided first; null if no event up to {@code upTo} is left.
   */
  private @Nullable Partition earliest(UUID upTo) {
    Partition earliest = null;
    for (Partition partition : partitions.values()) {
      UUID next = partition.next();
      if (next != null
          && next.compareTo(upTo) <= 0
          && (earliest == null || next.compareTo(earliest.known()) < 0)) {
        earliest = partition;
      }
    }
    return earliest;
  }

  /** Tries until it succeeds. A failing subscriber delays nobody else. */
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
            "Subscription {} could not hand over event {} ({}); trying again in {}.",
            name,
            event.id(),
            cause.getMessage(),
            DurationFormat.of(pause));
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      // Gives an event under way a moment; an event without acknowledgement comes again.
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  /** The events of one partition that are still to come. */
  private final class Partition {
    private final String partition;
    private final Deque<RecordedEvent> page = new ArrayDeque<>();
    private Position done;
    private Position saved;
    private boolean read;

    Partition(String partition) {
      this.partition = partition;
      this.saved = journal.checkpoint(name, partition).orElse(Position.START);
      this.done = beginnings.getOrDefault(partition, saved);
    }

    /** Allows reading again, as there may be more events than last time. */
    void begin() {
      read = false;
    }

    /** The id of its next event; null if there is none. */
    @Nullable UUID next() {
      if (page.isEmpty() && !read) {
        page.addAll(journal.readAll(partition, done, PAGE));
        read = page.size() < PAGE;
      }
      return page.isEmpty() ? null : known();
    }

    UUID known() {
      return page.getFirst().id();
    }

    void handOverNext() throws InterruptedException {
      RecordedEvent event = page.getFirst();
      boolean handedOver = events.isOf(kind, event);
      if (handedOver) {
        handOver(events.of(event));
      }
      page.removeFirst();
      done = event.position();
      if (handedOver && kind == EventKind.NOT_BACK) {
        save(); // A kill repeats at most one alert.
      }
    }

    void save() {
      if (done.equals(saved)) {
        return;
      }
      saved = done;
      var unused =
          journal
              .saveCheckpoint(name, partition, done)
              .whenComplete(
                  (acknowledged, error) -> {
                    if (error != null) {
                      LOG.warn(
                          "Checkpoint {} of {} is not saved; its events come again.",
                          name,
                          partition);
                    }
                  });
    }
  }
}
