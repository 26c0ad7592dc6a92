package org.fleetreboot.app.program;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;

/** Finds the place of a time in a partition by halving, with some twenty reads of one event. */
final class PositionAt {
  private PositionAt() {}

  /**
   * The position of the last event that was recorded before that time; {@link Position#START} if
   * there is none. The wall clock may have jumped: then events next to the jump may be missed or
   * included.
   */
  static Position before(JournalReader journal, String partition, Instant time) {
    long before = 0;
    long end = journal.head(partition).value();
    while (before < end) {
      long middle = before + (end - before) / 2;
      List<RecordedEvent> next = journal.readAll(partition, new Position(middle), 1);
      if (next.isEmpty() || !next.get(0).recordedAt().isBefore(time)) {
        end = middle;
      } else {
        before = next.get(0).position().value();
      }
    }
    return new Position(before);
  }
}
