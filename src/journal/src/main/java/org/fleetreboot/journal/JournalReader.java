package org.fleetreboot.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.view.FleetView;

/**
 * Reads a journal: only durable events, and each partition in one order for all readers.
 * Thread-safe. Reading a journal that has become unreadable throws {@link JournalFailed}.
 */
public interface JournalReader extends AutoCloseable {

  /** The events of one stream in the order of their versions; empty if there is no such stream. */
  List<RecordedEvent> read(StreamId stream);

  /**
   * The next events of one stream, in the order of their versions.
   *
   * @param after the version of the last known event; 0 for the beginning
   * @param max how many at most, from 1
   * @return empty if there is nothing after {@code after}, or no such stream
   * @throws IllegalArgumentException if {@code max} is below 1
   */
  default List<RecordedEvent> read(StreamId stream, long after, int max) {
    return read(stream).stream()
        .filter(event -> event.version() > after)
        .limit(pageSize(max))
        .toList();
  }

  /**
   * The next events of one partition, in the order of their positions.
   *
   * @param after the position of the last known event
   * @param max how many at most, from 1
   * @return empty if there is nothing after {@code after}, or no such partition
   * @throws IllegalArgumentException if {@code max} is below 1
   */
  List<RecordedEvent> readAll(String partition, Position after, int max);

  /**
   * Hands over every event after {@code after}, up to the head at the time of the call. {@code
   * each} runs on the caller's thread and blocks nobody else.
   */
  default void readAll(String partition, Position after, Consumer<RecordedEvent> each) {
    readAll(partition, after, head(partition), each);
  }

  /**
   * Hands over every event after {@code after}, up to that position. {@code each} runs on the
   * caller's thread and blocks nobody else.
   *
   * @param head at most where the partition ends
   * @throws JournalFailed if the partition ends before it
   */
  default void readAll(
      String partition, Position after, Position head, Consumer<RecordedEvent> each) {
    // A page is large enough to make its query cheap, and small enough to hold in memory.
    int page = 1_000;
    Position read = after;
    while (read.compareTo(head) < 0) {
      long missing = head.value() - read.value();
      List<RecordedEvent> events = readAll(partition, read, (int) Math.min(page, missing));
      if (events.isEmpty()) {
        throw new JournalFailed(
            "%s ends at %d, but its head is %d: the journal is damaged."
                .formatted(partition, read.value(), head.value()));
      }
      events.forEach(each);
      read = events.get(events.size() - 1).position();
    }
  }

  /** Checks the bound of a page for those who implement {@link #readAll(String, Position, int)}. */
  static int pageSize(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("A page holds at least 1 event, not " + max + ".");
    }
    return max;
  }

  /** The partitions that hold an event, in alphabetical order. */
  List<String> partitions();

  /** The position of the last event; {@link Position#START} if the partition holds none. */
  Position head(String partition);

  /**
   * The chain of hashes up to one event; empty if the partition ends before it, or it has left for
   * an archive. It reads everything up to there, unless the journal keeps hashes.
   */
  default Optional<ChainHead> chain(String partition, Position at) {
    if (head(partition).compareTo(at) < 0) {
      return Optional.empty();
    }
    HashChain chain = new HashChain();
    byte[][] hash = {chain.start(partition)};
    readAll(partition, Position.START, at, event -> hash[0] = chain.next(hash[0], event));
    return Optional.of(new ChainHead(partition, at.value(), hash[0]));
  }

  /** Where each partition ends, in the order of their names. */
  default List<ChainHead> heads() {
    return partitions().stream().flatMap(name -> chain(name, head(name)).stream()).toList();
  }

  /** Where a subscription stands in a partition; absent if it was never saved. */
  Optional<Position> checkpoint(String subscription, String partition);

  /** Where all subscriptions stand, in no order. */
  default List<SavedCheckpoint> checkpoints() {
    return List.of();
  }

  /** The states of streams that save folding their events. */
  SnapshotReader snapshots();

  /** What the events say about runs, groups and devices: up to the last durable event. */
  FleetView view();

  /** The archives that runs have left for, the oldest first. */
  default List<Archive> archives() {
    return List.of();
  }

  /** The archive that the run has left for; empty if it has not, or there is no such run. */
  default Optional<Archive> archiveOf(String run) {
    return Optional.empty();
  }

  @Override
  void close();
}
