package org.fleetreboot.engine.view;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event, as subscribers and the command line see it.
 *
 * @param id the same at every delivery: drop what you have seen
 * @param type the stored name, {@code reboot.confirmed.v1}
 * @param run null only for an event of no run
 * @param step null for an event of a whole run
 * @param device null for an event of a run or a group
 * @param outcome its word when the event settles a device, else null
 * @param content the event's own fields, as JSON-like maps
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
    Map<String, Object> content) {}
