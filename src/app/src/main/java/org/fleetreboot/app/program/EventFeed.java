package org.fleetreboot.app.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetEvents;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;

/** The events of a journal in the order in which they were decided. Not thread-safe. */
public final class EventFeed {
  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final FleetEvents events = new FleetEvents(new EventCodec());
  private final Map<String, Position> read = new TreeMap<>();

  public EventFeed(JournalReader journal) {
    this.journal = journal;
  }

  /** Delivers all events since the last call, or all events at the first call. */
  public void forEachNew(Consumer<FleetEvent> each) {
    List<Source> sources = new ArrayList<>();
    for (String partition : journal.partitions()) {
      Source source = new Source(partition, journal.head(partition));
      if (source.fill()) {
        sources.add(source);
      }
    }
    while (!sources.isEmpty()) {
      Source earliest = sources.stream().min(Comparator.comparing(Source::first)).orElseThrow();
      each.accept(earliest.next());
      if (!earliest.fill()) {
        sources.remove(earliest);
      }
    }
  }

  /** One partition, up to its end at the time of the call. */
  private final class Source {
    private final String partition;
    private final Position head;
    private final Deque<RecordedEvent> page = new ArrayDeque<>();

    Source(String partition, Position head) {
      this.partition = partition;
      this.head = head;
    }

    private Position position() {
      return read.getOrDefault(partition, Position.START);
    }

    /** Whether there is another event. */
    boolean fill() {
      if (page.isEmpty() && position().compareTo(head) < 0) {
        long missing = head.value() - position().value();
        page.addAll(journal.readAll(partition, position(), (int) Math.min(PAGE, missing)));
      }
      return !page.isEmpty();
    }

    /** Ids increase in the order of decisions. */
    UUID first() {
      return page.getFirst().id();
    }

    FleetEvent next() {
      RecordedEvent event = page.removeFirst();
      read.put(partition, event.position());
      return events.of(event);
    }
  }
}
