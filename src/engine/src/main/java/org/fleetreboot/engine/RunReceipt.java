package org.fleetreboot.engine;

import org.fleetreboot.workflow.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a run.
 *
 * @param isNew whether this request began the run; false if it was known already
 * @param outcome how the run ended; null while it is open
 */
public record RunReceipt(String run, boolean isNew, @Nullable RunOutcome outcome) {}
