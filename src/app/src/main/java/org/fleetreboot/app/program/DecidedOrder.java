package org.fleetreboot.app.program;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.UUID;
import org.fleetreboot.journal.RecordedEvent;

/**
 * The events of several sources in the order in which they were decided; each source has its own in
 * that order. Not thread-safe.
 */
final class DecidedOrder implements Iterator<RecordedEvent> {
  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing(Source::id));

  DecidedOrder(List<Iterator<RecordedEvent>> sources) {
    sources.forEach(this::add);
  }

  private void add(Iterator<RecordedEvent> source) {
    if (source.hasNext()) {
      sources.add(new Source(source.next(), source));
    }
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public RecordedEvent next() {
    Source first = sources.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    add(first.rest());
    return first.event();
  }

  private record Source(RecordedEvent event, Iterator<RecordedEvent> rest) {
    /** Ids increase in the order of decisions. */
    UUID id() {
      return event.id();
    }
  }
}
