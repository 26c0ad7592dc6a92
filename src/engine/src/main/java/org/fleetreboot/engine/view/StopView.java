package org.fleetreboot.engine.view;

import java.time.Instant;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.jspecify.annotations.Nullable;

/**
 * A stop of all calls to the devices of one hub that holds, as people see it.
 *
 * @param doubt why the journal is doubted; null for a stop by a person
 */
public record StopView(
    String hub, Instant at, String by, String reason, @Nullable JournalDoubt doubt) {}
