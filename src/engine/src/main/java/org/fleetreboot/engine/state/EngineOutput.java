package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private final List<Batch> batches = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private int recorded;
  private @Nullable UUID last;

  void add(StreamId stream, long expectedVersion, NewEvent event) {
    Batch batch = batches.isEmpty() ? null : batches.get(batches.size() - 1);
    if (batch == null || !batch.partition().equals(stream.partition())) {
      batch = new Batch(stream.partition(), new ArrayList<>());
      batches.add(batch);
    }
    batch.appends().add(new StreamAppend(stream, expectedVersion, List.of(event)));
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
    return batches.isEmpty() && effects.isEmpty();
  }

  /**
   * The events in the order in which they were decided, in batches of one partition each. Whoever
   * makes them durable keeps the order: what a run records about a group must not be in the journal
   * without what the group records about its devices.
   */
  public List<Batch> batches() {
    return Collections.unmodifiableList(batches);
  }

  /** How many events there are. */
  public int recorded() {
    return recorded;
  }

  public List<Effect> effects() {
    return effects;
  }

  /** Events of one partition that were decided one after the other. */
  public record Batch(String partition, List<StreamAppend> appends) {}
}
