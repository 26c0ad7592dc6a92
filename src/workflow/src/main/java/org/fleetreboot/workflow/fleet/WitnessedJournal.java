package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a machine remembers, outside it, of a journal of one hub. It claims no more than what was
 * durable at that time.
 *
 * @param journal its id
 * @param epoch how often it was placed
 * @param positions where each partition ended
 * @param standing whether anybody works with it
 * @param where host and path, to explain
 * @param at when that was seen
 */
public record WitnessedJournal(
    UUID journal,
    long epoch,
    Map<String, Long> positions,
    Standing standing,
    String where,
    Instant at) {

  /** Whether anybody works with it. */
  public enum Standing {
    /** A program works with it, was killed, or has left runs open. */
    UNDER_WAY,
    /** The last program ended in good order, with no run open. */
    AT_REST,
    /** Another journal was taken on in its place. */
    REPLACED
  }

  public WitnessedJournal {
    positions = Map.copyOf(positions);
  }

  /** Whether a journal that ends there lacks some of what was seen. */
  boolean isAheadOf(Map<String, Long> ends) {
    return positions.entrySet().stream()
        .anyMatch(seen -> ends.getOrDefault(seen.getKey(), 0L) < seen.getValue());
  }

  /** The same when another journal is taken on for the hub. */
  public WitnessedJournal besideAnother() {
    return standing == Standing.UNDER_WAY
        ? new WitnessedJournal(journal, epoch, positions, Standing.REPLACED, where, at)
        : this;
  }
}
