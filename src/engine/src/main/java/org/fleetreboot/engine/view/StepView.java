package org.fleetreboot.engine.view;

import java.time.Instant;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run, as people see it.
 *
 * @param targets how many devices; 0 for a soak
 * @param until when a soak ends, or the patience of an approval; null for a group
 * @param reason why it stopped or failed, what its check said against going on, or who approved;
 *     null otherwise
 * @param options what its group was frozen with; null when it is none, or has not begun
 * @param approval what it waits for; null when it waits for nobody
 */
public record StepView(
    String step,
    StepKind kind,
    StepStatus status,
    int targets,
    Tally tally,
    Instant startedAt,
    @Nullable Instant until,
    @Nullable String reason,
    @Nullable GroupOptions options,
    @Nullable ApprovalView approval) {}
