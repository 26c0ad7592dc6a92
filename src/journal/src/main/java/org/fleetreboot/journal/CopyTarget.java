package org.fleetreboot.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A journal that a whole history can be copied to. */
public interface CopyTarget extends Journal {
  /**
   * Stores the next events of one partition as another journal has them, with their positions,
   * versions and times.
   *
   * @return the position of the last of them; fails with {@link JournalFailed} if one is not next
   */
  CompletableFuture<Position> copy(String partition, List<RecordedEvent> events);
}
