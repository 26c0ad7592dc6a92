package org.fleetreboot.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.workflow.FleetStopEvent;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into their stored form, a name and JSON, and back. Thread-safe; make one and keep
 * it, since it is slow to make and fast to use.
 */
public final class EventCodec {
  private final ObjectMapper mapper = EventJson.mapper();
  private final Map<Class<?>, Writer> writers = new HashMap<>();
  private final Map<String, ObjectReader> readers = new HashMap<>();
  private final Map<String, Upcaster> upcasters = new HashMap<>();

  private record Writer(String name, ObjectWriter json) {}

  /** Reads all that any released program has written. */
  public EventCodec() {
    this(OldForms.UPCASTERS);
  }

  /**
   * Reads what these upcasters understand, too.
   *
   * @throws IllegalArgumentException if two start from one name, one from a name in use, or one
   *     leads nowhere
   */
  EventCodec(List<Upcaster> upcasters) {
    EventTypes.BY_NAME.forEach(
        (name, type) -> {
          writers.put(type, new Writer(name, mapper.writerFor(type)));
          readers.put(name, mapper.readerFor(type));
        });
    for (Upcaster upcaster : upcasters) {
      if (readers.containsKey(upcaster.from())
          || this.upcasters.put(upcaster.from(), upcaster) != null) {
        throw new IllegalArgumentException(upcaster.from() + " is read in two ways.");
      }
    }
    upcasters.forEach(upcaster -> requireEnd(upcaster, upcasters.size()));
  }

  private void requireEnd(Upcaster start, int most) {
    Upcaster next = start;
    for (int step = 0; step < most && !readers.containsKey(next.to()); step++) {
      Upcaster following = upcasters.get(next.to());
      if (following == null) {
        break;
      }
      next = following;
    }
    if (!readers.containsKey(next.to())) {
      throw new IllegalArgumentException(
          "Upcasting " + start.from() + " does not lead to an event of today.");
    }
  }

  /** The stored form of a fact about a device. */
  public NewEvent encode(UUID id, RebootEvent event) {
    return write(id, event);
  }

  /** The stored form of a fact about a rollout. */
  public NewEvent encode(UUID id, RolloutEvent event) {
    return write(id, event);
  }

  /** The stored form of a fact about a run. */
  public NewEvent encode(UUID id, RunEvent event) {
    return write(id, event);
  }

  /** The stored form of a fact about all runs of a hub. */
  public NewEvent encode(UUID id, FleetStopEvent event) {
    return write(id, event);
  }

  private NewEvent write(UUID id, Object event) {
    Writer writer = writers.get(event.getClass());
    if (writer == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " has no stored name: give it one in EventTypes.");
    }
    try {
      return new NewEvent(id, writer.name(), writer.json().writeValueAsBytes(event));
    } catch (JsonProcessingException failed) {
      throw new IllegalArgumentException("Cannot write " + event, failed);
    }
  }

  /**
   * The event that was stored: a {@link RebootEvent}, {@link RolloutEvent}, {@link RunEvent} or
   * {@link FleetStopEvent}.
   *
   * @throws UnreadableEvent if this program does not know its name, or cannot make sense of it
   */
  public Object decode(RecordedEvent stored) {
    ObjectReader reader = readers.get(stored.type());
    try {
      return reader == null ? upcast(stored) : reader.readValue(stored.data());
    } catch (IOException | IllegalArgumentException failed) {
      throw new UnreadableEvent(stored, String.valueOf(failed.getMessage()), failed);
    }
  }

  /**
   * The fields of a stored event as maps, lists and scalars, as they were written.
   *
   * @throws UnreadableEvent if it is not a JSON object
   */
  public Map<String, Object> fields(RecordedEvent stored) {
    try {
      return mapper.readerForMapOf(Object.class).readValue(stored.data());
    } catch (IOException failed) {
      throw new UnreadableEvent(stored, String.valueOf(failed.getMessage()), failed);
    }
  }

  private Object upcast(RecordedEvent stored) throws IOException {
    String name = stored.type();
    @Nullable ObjectNode json = null;
    for (Upcaster next = upcasters.get(name); next != null; next = upcasters.get(name)) {
      json = next.change().apply(json == null ? object(stored) : json);
      name = next.to();
    }
    ObjectReader reader = readers.get(name);
    if (json == null || reader == null) {
      throw new UnreadableEvent(stored, "this program does not know its name", null);
    }
    return reader.readValue(json);
  }

  private ObjectNode object(RecordedEvent stored) throws IOException {
    JsonNode json = mapper.readTree(stored.data());
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableEvent(stored, "it is not a JSON object", null);
  }
}
