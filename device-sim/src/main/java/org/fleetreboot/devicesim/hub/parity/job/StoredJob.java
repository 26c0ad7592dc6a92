package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job in its stored form. */
public record StoredJob(
    String jobId,
    Instant created,
    JobStatus status,
    @Nullable Instant ended,
    @Nullable String failure,
    ObjectNode request,
    List<DeviceJob> devices) {
  /** The stored form of a job. */
  public static StoredJob of(Job job) {
    JobProgress progress = job.progress();
    return new StoredJob(
        job.id(),
        job.created(),
        progress.status(),
        progress.ended(),
        progress.failure(),
        job.request().body(),
        job.devices());
  }

  /** The restored job. */
  public Job job() {
    return new Job(
        JobRequest.of(jobId, request), created, new JobProgress(status, ended, failure), devices);
  }
}
