package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/**
 * A run, as people see it.
 *
 * @param hub the hub whose devices it reboots
 * @param endedAt null while it is open
 * @param reason why it is paused, failed, skipped or cancelled; null otherwise
 * @param tally the outcomes of all its groups
 */
public record RunView(
    String run,
    String chain,
    String hub,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    RunTrigger trigger,
    Requester by,
    List<StepView> steps,
    Tally tally) {}
