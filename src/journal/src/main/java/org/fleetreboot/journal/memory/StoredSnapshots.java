package org.fleetreboot.journal.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.Snapshots;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/** The snapshots that would be on disk. Not thread-safe. */
final class StoredSnapshots {
  private final Map<StreamId, Snapshot> saved = new HashMap<>();
  private int format;

  StoredSnapshots copy() {
    StoredSnapshots copy = new StoredSnapshots();
    copy.saved.putAll(saved);
    copy.format = format;
    return copy;
  }

  /** Keeps it, unless its stream has a later event. */
  void save(Snapshot state, long head) {
    if (state.version() == head) {
      saved.put(state.stream(), state);
    }
  }

  void discard(int next) {
    saved.clear();
    format = next;
  }

  int format() {
    return format;
  }

  List<Snapshot> all() {
    return List.copyOf(saved.values());
  }

  Snapshots of(Collection<StreamId> streams, ToLongFunction<StreamId> head) {
    Map<StreamId, Snapshot> current = new HashMap<>();
    Set<StreamId> open = new HashSet<>();
    for (StreamId stream : streams) {
      long version = head.applyAsLong(stream);
      Snapshot state = saved.get(stream);
      if (state != null && state.version() == version) {
        current.put(stream, state);
      } else if (version > 0) {
        open.add(stream);
      }
    }
    return new Snapshots(current, open);
  }

  /** The last snapshots of the open streams of a partition. */
  List<Snapshot> bases(String partition, ToLongFunction<StreamId> head) {
    return saved.values().stream()
        .filter(state -> state.stream().partition().equals(partition))
        .filter(state -> state.version() < head.applyAsLong(state.stream()))
        .toList();
  }

  /** Whether the event is behind the snapshot of its stream. */
  boolean isBehind(RecordedEvent event) {
    @Nullable Snapshot state = saved.get(event.stream());
    return state == null || event.version() > state.version();
  }
}
