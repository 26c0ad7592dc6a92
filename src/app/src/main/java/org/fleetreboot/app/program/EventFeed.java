package org.fleetreboot.app.program;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetEvents;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;

/** Follows the events of a journal in the order in which they were decided. Not thread-safe. */
public final class EventFeed {
  private final JournalReader journal;
  private final FleetEvents events = new FleetEvents(new EventCodec());
  private final Map<String, Position> read;

  /**
   * @param after by partition, the position of the last event that is known; a partition that is
   *     missing is read from its beginning
   */
  public EventFeed(JournalReader journal, Map<String, Position> after) {
    this.journal = journal;
    this.read = new TreeMap<>(after);
  }

  /** Where each partition ends now. */
  public static Map<String, Position> heads(JournalReader journal) {
    Map<String, Position> heads = new TreeMap<>();
    journal.partitions().forEach(partition -> heads.put(partition, journal.head(partition)));
    return heads;
  }

  /** Delivers all events since the last call. */
  public void forEachNew(Consumer<FleetEvent> each) {
    List<Iterator<RecordedEvent>> sources = new ArrayList<>();
    heads(journal)
        .forEach(
            (partition, head) ->
                sources.add(
                    new PartitionEvents(
                        journal, partition, read.getOrDefault(partition, Position.START), head)));
    DecidedOrder ordered = new DecidedOrder(sources);
    while (ordered.hasNext()) {
      RecordedEvent event = ordered.next();
      each.accept(events.of(event));
      read.put(event.stream().partition(), event.position());
    }
  }
}
