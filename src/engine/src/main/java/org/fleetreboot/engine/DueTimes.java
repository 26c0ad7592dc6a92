package org.fleetreboot.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: the one structure in which waiting happens, without a thread. An entry whose
 * time was changed since stays in it until it is met; whoever takes it checks. Not thread-safe.
 */
final class DueTimes<T> {
  private final PriorityQueue<Entry<T>> queue =
      new PriorityQueue<>(Comparator.comparing(Entry<T>::at).thenComparing(Entry::number));
  private long entries;

  void add(Instant at, T what) {
    queue.add(new Entry<>(at, entries++, what));
  }

  /** The earliest entry that is due, without removing it; null when none is. */
  @Nullable Entry<T> peek(Instant now) {
    Entry<T> first = queue.peek();
    return first == null || first.at().isAfter(now) ? null : first;
  }

  void remove(Entry<T> first) {
    if (!first.equals(queue.poll())) {
      throw new IllegalStateException("Only the first entry is ever removed.");
    }
  }

  /** When the earliest is due; null when there is none. */
  @Nullable Instant next() {
    Entry<T> first = queue.peek();
    return first == null ? null : first.at();
  }

  int size() {
    return queue.size();
  }

  record Entry<T>(Instant at, long number, T what) {}
}
