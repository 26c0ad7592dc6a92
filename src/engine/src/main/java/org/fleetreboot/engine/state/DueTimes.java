package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: everything that waits is an entry here, without a thread. An entry whose time
 * has been changed stays until it comes up; its taker must check whether it still counts. Not
 * thread-safe.
 */
public final class DueTimes<T> {
  private final PriorityQueue<Entry<T>> queue =
      new PriorityQueue<>(Comparator.comparing(Entry<T>::at).thenComparing(Entry::number));
  private long entries;

  public void add(Instant at, T what) {
    queue.add(new Entry<>(at, entries++, what));
  }

  /** The earliest entry that is due, without removing it; null if none is due. */
  public @Nullable Entry<T> peek(Instant now) {
    Entry<T> first = queue.peek();
    return first == null || first.at().isAfter(now) ? null : first;
  }

  public void remove(Entry<T> first) {
    if (!first.equals(queue.poll())) {
      throw new IllegalStateException("Only the first entry is ever removed.");
    }
  }

  /** When the earliest entry is due; null if there is none. */
  public @Nullable Instant next() {
    Entry<T> first = queue.peek();
    return first == null ? null : first.at();
  }

  /** Moves all entries along with a clock that was moved by this much. */
  public void move(Duration by) {
    List<Entry<T>> entriesBefore = List.copyOf(queue);
    queue.clear();
    for (Entry<T> entry : entriesBefore) {
      // An entry that is due at once stays so.
      Instant at = entry.at().equals(Instant.MIN) ? entry.at() : entry.at().plus(by);
      queue.add(new Entry<>(at, entry.number(), entry.what()));
    }
  }

  public int size() {
    return queue.size();
  }

  public record Entry<T>(Instant at, long number, T what) {}
}
