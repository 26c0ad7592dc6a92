package org.fleetreboot.journal.sqlite.readmodel;

import org.fleetreboot.journal.projection.StepFold;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a step as JSON.
 *
 * @param known what its run knows of it; null if only its group has begun
 */
record StepRow(RunState.@Nullable Step known, StepFold fold) {}
