package org.fleetreboot.engine;

import org.fleetreboot.workflow.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a run.
 *
 * @param isNew whether this request began it; false when the run was known already
 * @param outcome how it ended, null while it is open
 */
public record RunReceipt(String run, boolean isNew, @Nullable RunOutcome outcome) {}
