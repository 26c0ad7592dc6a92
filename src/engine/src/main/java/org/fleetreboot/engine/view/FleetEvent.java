package org.fleetreboot.engine.view;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * An event, as subscribers and the command line see it.
 *
 * @param id the same at every delivery: drop an event that you have seen
 * @param type the stored name, such as {@code reboot.confirmed.v1}
 * @param run null for an event that belongs to no run
 * @param step null for an event of a whole run
 * @param device null for an event of a run or a group
 * @param outcome the outcome if the event settles a device, in words; null otherwise
 * @param content the fields of the event, as JSON-like maps
 */
public record FleetEvent(
    UUID id,
    String partition,
    long position,
    String type,
    Instant at,
    @Nullable String run,
    @Nullable String step,
    @Nullable String device,
    @Nullable String outcome,
    Map<String, Object> content) {
  /** The hub that it happened on; null for an event of a run. */
  public @Nullable String hub() {
    return partition.equals(StreamId.RUNS) ? null : StreamId.hubOf(partition);
  }
}
