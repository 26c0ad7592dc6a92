package org.fleetreboot.engine.state;

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
 * What one step of the engine decided: events to make durable, then effects to carry out. Nobody
 * learns of the events before they are durable.
 */
public final class EngineOutput {
  private final Map<String, List<StreamAppend>> appends = new LinkedHashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private int recorded;
  private @Nullable UUID last;

  void add(StreamId stream, long expectedVersion, NewEvent event) {
    appends
        .computeIfAbsent(stream.partition(), partition -> new ArrayList<>())
        .add(new StreamAppend(stream, expectedVersion, List.of(event)));
    recorded++;
    last = event.id();
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** The id of the last event; null if there is none. */
  public @Nullable UUID last() {
    return last;
  }

  public boolean isEmpty() {
    return appends.isEmpty() && effects.isEmpty();
  }

  public Map<String, List<StreamAppend>> appends() {
    return appends;
  }

  /** How many events there are. */
  public int recorded() {
    return recorded;
  }

  public List<Effect> effects() {
    return effects;
  }
}
