package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Ids of events. Each is larger than all ids before it, in every partition. So the ids tell which
 * event was decided first, even after the clock was moved.
 */
public final class EventIds {
  private static final int COUNTER_BITS = 12;
  private static final int VERSION = 7;

  private final RandomGenerator random;
  private long sequence;

  /**
   * @param last the largest id in the journal; null if it holds no event
   */
  public EventIds(RandomGenerator random, @Nullable UUID last, Instant now) {
    this.random = random;
    this.sequence = Math.max(now.toEpochMilli() << COUNTER_BITS, last == null ? 0 : sequence(last));
  }

  /** The next id: version 7, variant 2 of RFC 9562, with a time that never goes back. */
  public UUID next() {
    sequence++;
    long high =
        ((sequence >>> COUNTER_BITS) << 16)
            | (VERSION << COUNTER_BITS)
            | (sequence & ((1L << COUNTER_BITS) - 1));
    return new UUID(high, (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }

  private static long sequence(UUID id) {
    long high = id.getMostSignificantBits();
    return id.version() == VERSION
        ? ((high >>> 16) << COUNTER_BITS) | (high & ((1L << COUNTER_BITS) - 1))
        : 0;
  }

  /** The largest id in a journal that nobody writes to; null if it holds no event. */
  public static @Nullable UUID last(JournalReader journal) {
    UUID last = null;
    for (String partition : journal.partitions()) {
      Position head = journal.head(partition);
      List<RecordedEvent> end = journal.readAll(partition, new Position(head.value() - 1), 1);
      UUID id = end.get(0).id();
      last = last == null || id.compareTo(last) > 0 ? id : last;
    }
    return last;
  }
}
