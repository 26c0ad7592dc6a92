package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a machine remembers, outside the journal, about a journal of one hub. It claims only what
 * was durable at that time.
 *
 * @param journal the journal's id
 * @param epoch the journal's epoch
 * @param positions where each partition ended
 * @param hashes of the events there, which cover all before them, by partition
 * @param standing whether a program works with it
 * @param place where it was
 * @param at when this was seen
 */
public record KnownJournal(
    UUID journal,
    long epoch,
    Map<String, Long> positions,
    Map<String, String> hashes,
    Standing standing,
    JournalPlace place,
    Instant at) {

  /** Whether a program works with a journal. */
  public enum Standing {
    /** A program works with it, was killed, or has left runs open. */
    UNDER_WAY,
    /** The last program ended cleanly, with no run open. */
    AT_REST,
    /** Another journal was adopted in its place. */
    REPLACED
  }

  public KnownJournal {
    positions = Map.copyOf(positions);
    hashes = Map.copyOf(hashes);
  }

  /** Whether a journal with these ends lacks some of what was seen. */
  boolean isAheadOf(Map<String, Long> ends) {
    return positions.entrySet().stream()
        .anyMatch(seen -> ends.getOrDefault(seen.getKey(), 0L) < seen.getValue());
  }

  /** The same after another journal was adopted for the hub. */
  public KnownJournal besideAnother() {
    return standing == Standing.UNDER_WAY
        ? new KnownJournal(journal, epoch, positions, hashes, Standing.REPLACED, place, at)
        : this;
  }
}
