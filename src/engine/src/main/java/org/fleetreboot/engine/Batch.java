package org.fleetreboot.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What one step of the engine decided: events to make durable, then effects to let out. Until the
 * events are durable nobody hears of them.
 */
final class Batch {
  private final Map<String, List<StreamAppend>> appends = new LinkedHashMap<>();
  private final List<StoredEvent> recorded = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable UUID last;

  void add(StreamId stream, long expectedVersion, NewEvent stored, Object event) {
    appends
        .computeIfAbsent(stream.partition(), partition -> new ArrayList<>())
        .add(new StreamAppend(stream, expectedVersion, List.of(stored)));
    recorded.add(new StoredEvent(stream, event));
    last = stored.id();
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** The id of its last event; null when it has none. */
  @Nullable UUID last() {
    return last;
  }

  boolean isEmpty() {
    return appends.isEmpty() && effects.isEmpty();
  }

  Map<String, List<StreamAppend>> appends() {
    return appends;
  }

  List<StoredEvent> recorded() {
    return recorded;
  }

  List<Effect> effects() {
    return effects;
  }
}
