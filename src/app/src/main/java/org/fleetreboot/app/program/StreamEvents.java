package org.fleetreboot.app.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;

/**
 * The events of one stream up to a position, read page by page: the first are seen before the last
 * are read. Not thread-safe.
 */
final class StreamEvents implements Iterator<RecordedEvent> {
  /** Somewhat more than a screen shows. */
  private static final int PAGE = 200;

  private final JournalReader journal;
  private final StreamId stream;
  private final Position after;
  private final Position upTo;
  private final Deque<RecordedEvent> page = new ArrayDeque<>();
  private long read;
  private boolean ended;

  /**
   * @param after the position of the last event that is not wanted
   * @param upTo the position of the last event that is wanted
   */
  StreamEvents(JournalReader journal, StreamId stream, Position after, Position upTo) {
    this.journal = journal;
    this.stream = stream;
    this.after = after;
    this.upTo = upTo;
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && !ended) {
      List<RecordedEvent> next = journal.read(stream, read, PAGE);
      next.stream()
          .filter(event -> event.position().compareTo(after) > 0)
          .filter(event -> event.position().compareTo(upTo) <= 0)
          .forEach(page::add);
      ended = next.size() < PAGE || next.get(next.size() - 1).position().compareTo(upTo) > 0;
      read = next.isEmpty() ? read : next.get(next.size() - 1).version();
    }
    return !page.isEmpty();
  }

  @Override
  public RecordedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.removeFirst();
  }
}
