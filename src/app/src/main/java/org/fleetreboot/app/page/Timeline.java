package org.fleetreboot.app.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/**
 * How many devices of a run were called, down, confirmed and failed as time went by: read from the
 * events of its hubs, a part at a time. Not thread-safe.
 */
final class Timeline {
  private static final int PAGE = 1_000;

  /** Read and decoded in some hundred milliseconds. */
  private static final int EVENTS_AT_ONCE = 20_000;

  /** More points than the picture has columns say nothing. */
  private static final int MOST_POINTS = 240;

  private final JournalReader journal;
  private final String run;
  private final Instant began;
  private final EventCodec codec = new EventCodec();
  private final TreeMap<Long, Change> changes = new TreeMap<>();
  private final Set<StreamId> down = new HashSet<>();
  private long millisPerPoint = 1_000;

  /** Up to where each partition was read. */
  private final Map<String, Position> read = new HashMap<>();

  private boolean whole;

  /** What changed between two points in time. */
  private static final class Change {
    private long called;
    private long down;
    private long confirmed;
    private long failed;

    private void add(Change other) {
      called += other.called;
      down += other.down;
      confirmed += other.confirmed;
      failed += other.failed;
    }
  }

  /**
   * Where the run stood.
   *
   * @param down called, and not settled yet
   * @param failed all outcomes of devices that were meant to reboot and are not proved to have
   */
  record Point(Instant at, long called, long down, long confirmed, long failed) {}

  Timeline(JournalReader journal, RunView run) {
    this.journal = journal;
    this.run = run.run();
    this.began = run.startedAt();
  }

  /**
   * Reads on, as much as a page may take the time for.
   *
   * @param hubs those of the run so far
   */
  void readOn(List<String> hubs, @Nullable Instant ended) {
    int left = EVENTS_AT_ONCE;
    whole = true;
    for (String hub : hubs) {
      left = readOn(StreamId.partitionOf(hub), ended, left);
    }
  }

  /** Reads on in one partition, and returns how many events may still be read in others. */
  private int readOn(String partition, @Nullable Instant ended, int most) {
    int left = most;
    Position position = read.containsKey(partition) ? read.get(partition) : start(partition);
    Position head = journal.head(partition);
    boolean isRead = position.compareTo(head) >= 0;
    while (!isRead && left > 0) {
      List<RecordedEvent> events = journal.readAll(partition, position, PAGE);
      events.forEach(this::add);
      left -= PAGE;
      position = events.isEmpty() ? head : events.get(events.size() - 1).position();
      boolean isPast =
          ended != null
              && !events.isEmpty()
              && events.get(events.size() - 1).recordedAt().isAfter(ended.plusSeconds(60));
      isRead = isPast || position.compareTo(head) >= 0;
    }
    read.put(partition, position);
    whole &= isRead;
    return left;
  }

  /** Whether everything was read that was there. */
  boolean isWhole() {
    return whole;
  }

  /** By halving: the position of the last event that was recorded before the run began. */
  private Position start(String partition) {
    long before = 0;
    long end = journal.head(partition).value();
    while (before < end) {
      long middle = before + (end - before) / 2;
      List<RecordedEvent> next = journal.readAll(partition, new Position(middle), 1);
      if (next.isEmpty() || !next.get(0).recordedAt().isBefore(began)) {
        end = middle;
      } else {
        before = next.get(0).position().value();
      }
    }
    return new Position(before);
  }

  private void add(RecordedEvent recorded) {
    if (recorded.type().startsWith("reboot.")
        && codec.decode(recorded) instanceof RebootEvent event
        && event.run().equals(run)) {
      add(recorded.stream(), event);
    }
  }

  private void add(StreamId device, RebootEvent event) {
    Change change = new Change();
    if (event instanceof RebootEvent.InvocationIntended intent) {
      change.called = intent.send() == 1 ? 1 : 0;
      change.down = down.add(device) ? 1 : 0;
    } else if (event instanceof RebootEvent.Confirmed) {
      change.confirmed = 1;
      change.down = upAgain(device);
    } else if (event instanceof RebootEvent.Rejected
        || event instanceof RebootEvent.NotConfirmed
        || event instanceof RebootEvent.OutcomeUnknown
        || event instanceof RebootEvent.FoundOffline
        || event instanceof RebootEvent.Failed) {
      change.failed = 1;
      change.down = upAgain(device);
    } else if (event instanceof RebootEvent.NotDelivered || event instanceof RebootEvent.Busy) {
      change.down = upAgain(device);
    } else {
      return;
    }
    long millis = Math.max(0, Duration.between(began, event.at()).toMillis());
    while (millis / millisPerPoint >= MOST_POINTS) {
      widen();
    }
    changes.computeIfAbsent(millis / millisPerPoint, point -> new Change()).add(change);
  }

  private int upAgain(StreamId device) {
    return down.remove(device) ? -1 : 0;
  }

  private void widen() {
    millisPerPoint *= 2;
    TreeMap<Long, Change> before = new TreeMap<>(changes);
    changes.clear();
    before.forEach(
        (point, change) -> changes.computeIfAbsent(point / 2, wide -> new Change()).add(change));
  }

  /** Where the run stood after each change. */
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    Change sum = new Change();
    changes.forEach(
        (index, change) -> {
          sum.add(change);
          points.add(
              new Point(
                  began.plusMillis((index + 1) * millisPerPoint),
                  sum.called,
                  sum.down,
                  sum.confirmed,
                  sum.failed));
        });
    return points;
  }
}
