package org.fleetreboot.journal;

import java.util.List;
import java.util.Map;

/**
 * What left a journal for its archives, or would leave it.
 *
 * @param moved in the order of the months
 * @param held how many old runs stay, by what holds them back
 * @param bytesBefore the size of the journal before
 * @param bytesAfter its size afterwards; an estimate if nothing was moved
 */
public record ArchiveReport(
    List<Moved> moved, Map<String, Long> held, long bytesBefore, long bytesAfter) {
  public ArchiveReport {
    moved = List.copyOf(moved);
    held = Map.copyOf(held);
  }

  /**
   * What went to one archive.
   *
   * @param file beside the journal, such as {@code archive/2026-11.db.gz}
   * @param bytes what it took in the journal, about
   */
  public record Moved(String file, long runs, long events, long bytes) {}
}
