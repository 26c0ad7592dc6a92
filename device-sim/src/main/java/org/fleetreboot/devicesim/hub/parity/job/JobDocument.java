package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/** The REST document of a job. The first three members are always present. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobDocument(
    String jobId,
    String type,
    String status,
    @Nullable JsonNode queryCondition,
    @Nullable JsonNode cloudToDeviceMethod,
    @Nullable JsonNode updateTwin,
    @Nullable String createdTime,
    @Nullable String startTime,
    @Nullable String endTime,
    @Nullable Long maxExecutionTimeInSeconds,
    @Nullable String failureReason,
    @Nullable String statusMessage,
    @Nullable Statistics deviceJobStatistics) {

  /** The number of devices of a job per status. */
  record Statistics(
      int deviceCount, int failedCount, int succeededCount, int runningCount, int pendingCount) {
    static Statistics of(JobStatistics statistics) {
      return new Statistics(
          statistics.devices(),
          statistics.of(DeviceJobStatus.FAILED) + statistics.of(DeviceJobStatus.CANCELLED),
          statistics.of(DeviceJobStatus.COMPLETED),
          statistics.of(DeviceJobStatus.RUNNING),
          statistics.of(DeviceJobStatus.PENDING));
    }
  }

  /** The whole document. */
  public static ObjectNode of(Job job) {
    JobProgress progress = job.progress();
    JobRequest request = job.request();
    Instant ended = progress.ended();
    return Json.tree(
        new JobDocument(
            job.id(),
            request.type().wireName(),
            progress.status().wireName(),
            member(request, "queryCondition"),
            member(request, "cloudToDeviceMethod"),
            member(request, "updateTwin"),
            HubTime.stamp(job.created()),
            HubTime.stamp(job.startTime()),
            ended == null ? null : HubTime.stamp(ended),
            request.longest().toSeconds(),
            progress.failure(),
            progress.failure(),
            Statistics.of(job.statistics())));
  }

  /** The answer to a request for a job: {@code queued}, even before its start time. */
  public static ObjectNode accepted(Job job) {
    return brief(job.id(), job.request().type().wireName(), JobStatus.QUEUED.wireName());
  }

  /** The real hub's answer for an unknown job, instead of 404. */
  public static ObjectNode unknown(String id) {
    return brief(id, "unknown", "unknown");
  }

  private static ObjectNode brief(String id, String type, String status) {
    return Json.tree(
        new JobDocument(
            id, type, status, null, null, null, null, null, null, null, null, null, null));
  }

  private static @Nullable JsonNode member(JobRequest request, String name) {
    return request.body().hasNonNull(name) ? request.body().get(name) : null;
  }
}
