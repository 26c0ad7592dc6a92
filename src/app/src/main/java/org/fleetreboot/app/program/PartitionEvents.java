package org.fleetreboot.app.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;

/**
 * The events of one partition between two positions, read page by page. Some may be missing,
 * because old runs move to archives. Not thread-safe.
 */
final class PartitionEvents implements Iterator<RecordedEvent> {
  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final String partition;
  private final Position upTo;
  private final Deque<RecordedEvent> page = new ArrayDeque<>();
  private Position read;

  /**
   * @param after the position of the last event that is not wanted
   * @param upTo that of the last one that is
   */
  PartitionEvents(JournalReader journal, String partition, Position after, Position upTo) {
    this.journal = journal;
    this.partition = partition;
    this.read = after;
    this.upTo = upTo;
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && read.compareTo(upTo) < 0) {
      long missing = upTo.value() - read.value();
      journal.readAll(partition, read, (int) Math.min(PAGE, missing)).stream()
          .filter(event -> event.position().compareTo(upTo) <= 0)
          .forEach(page::add);
      read = page.isEmpty() ? upTo : page.getLast().position();
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
