package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of a job.
 *
 * @param ended null until it has ended
 * @param failure the reason for the failure; null unless it failed
 */
public record JobProgress(JobStatus status, @Nullable Instant ended, @Nullable String failure) {}
