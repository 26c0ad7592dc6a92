package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come.
 *
 * @param ended null until it is over
 * @param failure why it failed; null unless it did
 */
public record JobProgress(JobStatus status, @Nullable Instant ended, @Nullable String failure) {}
