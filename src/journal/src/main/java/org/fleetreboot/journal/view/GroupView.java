package org.fleetreboot.journal.view;

import java.time.Instant;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * The group of a step on one hub, as people see it.
 *
 * @param targets how many devices are in it so far
 * @param startedAt null if its start is not known
 * @param reason why it stopped, was paused or cancelled; null otherwise
 * @param options frozen at its start; null if its start is not known
 */
public record GroupView(
    String hub,
    StepStatus status,
    int targets,
    Tally tally,
    @Nullable Instant startedAt,
    @Nullable String reason,
    @Nullable GroupOptions options) {}
