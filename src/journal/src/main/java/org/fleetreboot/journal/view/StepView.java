package org.fleetreboot.journal.view;

import java.time.Instant;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run, as people see it.
 *
 * @param targets the number of devices; 0 if the step is not a group
 * @param until when a soak ends, or an approval or a check times out; null for a group
 * @param reason why it stopped or failed, why its check said no, or who approved; null otherwise
 * @param options the frozen options of its group; null if it is not a group, or has not begun
 * @param approval the approval that it waits for; null if it waits for none
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
