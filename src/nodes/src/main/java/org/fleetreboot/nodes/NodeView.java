package org.fleetreboot.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node, as people see it.
 *
 * @param version of its program
 * @param seenAt its last sign of life, at most a few seconds ago if it lives
 * @param workingSince since when it works with the hubs; null if it is idle
 */
public record NodeView(
    String name,
    String version,
    Instant startedAt,
    Instant seenAt,
    @Nullable Instant workingSince) {}
