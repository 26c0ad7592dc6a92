package org.fleetreboot.journal.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.VersionConflict;
import org.jspecify.annotations.Nullable;

/** What would be on disk. Not thread-safe. */
final class StoredEvents {
  private final Map<String, List<RecordedEvent>> partitions = new TreeMap<>();
  private final Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
  private final Map<Subscription, Position> checkpoints = new HashMap<>();

  private StoredSnapshots snapshots = new StoredSnapshots();

  private record Subscription(String name, String partition) {}

  StoredEvents copy() {
    StoredEvents copy = new StoredEvents();
    partitions.forEach((name, events) -> copy.partitions.put(name, new ArrayList<>(events)));
    streams.forEach((name, events) -> copy.streams.put(name, new ArrayList<>(events)));
    copy.checkpoints.putAll(checkpoints);
    copy.snapshots = snapshots.copy();
    return copy;
  }

  Position append(String partition, List<StreamAppend> appends, Instant now) {
    requireVersions(appends);
    Instant recordedAt = now.truncatedTo(ChronoUnit.MILLIS);
    List<RecordedEvent> all = partitions.computeIfAbsent(partition, name -> new ArrayList<>());
    for (StreamAppend append : appends) {
      append(all, append, recordedAt);
    }
    return head(partition);
  }

  private void requireVersions(List<StreamAppend> appends) {
    Map<StreamId, Long> heads = new HashMap<>();
    for (StreamAppend append : appends) {
      StreamId stream = append.stream();
      long actual = heads.getOrDefault(stream, version(stream));
      if (actual != append.expectedVersion()) {
        throw new VersionConflict(stream, append.expectedVersion(), actual);
      }
      heads.put(stream, append.lastVersion());
    }
  }

  private void append(List<RecordedEvent> all, StreamAppend append, Instant recordedAt) {
    StreamId stream = append.stream();
    List<RecordedEvent> own = streams.computeIfAbsent(stream, id -> new ArrayList<>());
    for (NewEvent event : append.events()) {
      RecordedEvent recorded =
          new RecordedEvent(
              new Position(all.size() + 1),
              stream,
              own.size() + 1,
              event.id(),
              event.type(),
              recordedAt,
              event.data());
      all.add(recorded);
      own.add(recorded);
    }
  }

  @Nullable Void saveCheckpoint(String subscription, String partition, Position position) {
    checkpoints.put(new Subscription(subscription, partition), position);
    return null;
  }

  @Nullable Void saveSnapshots(List<Snapshot> states) {
    states.forEach(state -> snapshots.save(state, version(state.stream())));
    return null;
  }

  @Nullable Void discardSnapshots(int format) {
    snapshots.discard(format);
    return null;
  }

  StoredSnapshots snapshots() {
    return snapshots;
  }

  /** The version of the stream's last event; 0 if there is no such stream. */
  long version(StreamId stream) {
    return stream(stream).size();
  }

  List<RecordedEvent> partition(String name) {
    return List.copyOf(partitions.getOrDefault(name, List.of()));
  }

  List<RecordedEvent> stream(StreamId stream) {
    return streams.getOrDefault(stream, List.of());
  }

  List<RecordedEvent> after(String partition, Position after, int max) {
    List<RecordedEvent> all = partitions.getOrDefault(partition, List.of());
    int from = (int) Math.min(after.value(), all.size());
    return all.subList(from, (int) Math.min((long) from + max, all.size()));
  }

  List<String> partitions() {
    return List.copyOf(partitions.keySet());
  }

  Position head(String partition) {
    return new Position(partitions.getOrDefault(partition, List.of()).size());
  }

  Optional<Position> checkpoint(String subscription, String partition) {
    return Optional.ofNullable(checkpoints.get(new Subscription(subscription, partition)));
  }
}
