package org.fleetreboot.engine;

import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param reason why it failed or was cancelled; null if it succeeded
 * @param replayed whether the answer was read from the journal
 */
public record StepAnswer(
    String run,
    String step,
    StepResult result,
    Tally tally,
    @Nullable String reason,
    boolean replayed) {}
