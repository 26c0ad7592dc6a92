package org.fleetreboot.engine.view;

import java.time.Instant;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.jspecify.annotations.Nullable;

/**
 * A stop of all calls to one hub's devices that holds, as people see it.
 *
 * @param doubt why the journal is not relied on; null for a stop by a person
 */
public record StopView(
    String hub, Instant at, String by, String reason, @Nullable JournalDoubt doubt) {}
