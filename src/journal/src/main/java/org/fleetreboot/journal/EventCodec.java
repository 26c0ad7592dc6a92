package org.fleetreboot.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * Turns events into their stored form, a name and JSON, and back. Thread-safe. All share what is
 * slow to create, so that a file is opened at once.
 */
public final class EventCodec {
  private static final ObjectMapper MAPPER = EventJson.mapper();
  private static final Map<Class<?>, Writer> WRITERS =
      EventTypes.BY_NAME.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Writer::of));
  private static final Map<String, ObjectReader> READERS =
      EventTypes.BY_NAME.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, stored -> MAPPER.readerFor(stored.getValue())));

  private record Writer(String name, ObjectWriter json) {
    static Writer of(Map.Entry<String, Class<? extends Record>> stored) {
      return new Writer(stored.getKey(), MAPPER.writerFor(stored.getValue()));
    }
  }

  /** The stored form of an event of a device. */
  public NewEvent encode(UUID id, RebootEvent event) {
    return write(id, event);
  }

  /** The stored form of an event of a group. */
  public NewEvent encode(UUID id, GroupEvent event) {
    return write(id, event);
  }

  /** The stored form of an event of a run. */
  public NewEvent encode(UUID id, RunEvent event) {
    return write(id, event);
  }

  /** The stored form of an event that concerns all runs of a hub. */
  public NewEvent encode(UUID id, FleetStopEvent event) {
    return write(id, event);
  }

  private NewEvent write(UUID id, Object event) {
    Writer writer = WRITERS.get(event.getClass());
    if (writer == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " has no stored name: give it one in EventTypes.");
    }
    try {
      return new NewEvent(id, writer.name(), writer.json().writeValueAsBytes(event), event);
    } catch (JsonProcessingException failed) {
      throw new IllegalArgumentException("Cannot write " + event, failed);
    }
  }

  /**
   * Whether the stored event settles the outcome of a device, by its name alone.
   *
   * @throws UnreadableEvent if this program does not know its name
   */
  public boolean isSettling(RecordedEvent stored) {
    Class<?> event = EventTypes.BY_NAME.get(stored.type());
    if (event == null) {
      throw unknown(stored);
    }
    return RebootEvent.Settling.class.isAssignableFrom(event);
  }

  private static UnreadableEvent unknown(RecordedEvent stored) {
    return new UnreadableEvent(stored, "this program does not know its name", null);
  }

  /** Whether this program reads events of that name. */
  public boolean knows(String type) {
    return READERS.containsKey(type);
  }

  /**
   * The stored event: a {@link RebootEvent}, {@link GroupEvent}, {@link RunEvent} or {@link
   * FleetStopEvent}.
   *
   * @throws UnreadableEvent if this program does not know its name, or cannot make sense of it
   */
  public Object decode(RecordedEvent stored) {
    ObjectReader reader = READERS.get(stored.type());
    if (reader == null) {
      throw unknown(stored);
    }
    try {
      return reader.readValue(stored.data());
    } catch (IOException | IllegalArgumentException failed) {
      throw new UnreadableEvent(stored, String.valueOf(failed.getMessage()), failed);
    }
  }

  /**
   * The fields of a stored event as maps, lists and scalars, as written.
   *
   * @throws UnreadableEvent if it is not a JSON object
   */
  public Map<String, Object> fields(RecordedEvent stored) {
    try {
      return MAPPER.readerForMapOf(Object.class).readValue(stored.data());
    } catch (IOException failed) {
      throw new UnreadableEvent(stored, String.valueOf(failed.getMessage()), failed);
    }
  }
}
