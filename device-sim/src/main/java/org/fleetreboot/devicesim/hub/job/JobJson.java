package org.fleetreboot.devicesim.hub.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/** Jobs as the service side sees them. */
public final class JobJson {
  private static final List<String> OF_THE_REQUEST =
      List.of("queryCondition", "cloudToDeviceMethod", "updateTwin");

  private JobJson() {}

  /** The answer to a request for a job: {@code queued}, also when its time has not come. */
  public static ObjectNode accepted(Job job) {
    return brief(job.id(), job.request().type().wireName(), JobStatus.QUEUED.wireName());
  }

  /** What the real hub says of a job that it does not know, instead of 404. */
  public static ObjectNode unknown(String id) {
    return brief(id, "unknown", "unknown");
  }

  private static ObjectNode brief(String id, String type, String status) {
    return Json.object().put("jobId", id).put("type", type).put("status", status);
  }

  public static ObjectNode write(Job job) {
    JobProgress progress = job.progress();
    JobRequest request = job.request();
    ObjectNode json = brief(job.id(), request.type().wireName(), progress.status().wireName());
    for (String name : OF_THE_REQUEST) {
      JsonNode content = request.body().path(name);
      if (!content.isMissingNode() && !content.isNull()) {
        json.set(name, content);
      }
    }
    json.put("createdTime", HubTime.stamp(job.created()));
    json.put("startTime", HubTime.stamp(job.startTime()));
    putIfThere(json, progress.ended());
    json.put("maxExecutionTimeInSeconds", request.longest().toSeconds());
    if (progress.failure() != null) {
      json.put("failureReason", progress.failure());
      json.put("statusMessage", progress.failure());
    }
    json.set("deviceJobStatistics", statistics(job.statistics()));
    return json;
  }

  private static void putIfThere(ObjectNode json, @Nullable Instant ended) {
    if (ended != null) {
      json.put("endTime", HubTime.stamp(ended));
    }
  }

  private static ObjectNode statistics(JobStatistics statistics) {
    return Json.object()
        .put("deviceCount", statistics.devices())
        .put(
            "failedCount",
            statistics.of(DeviceJobStatus.FAILED) + statistics.of(DeviceJobStatus.CANCELLED))
        .put("succeededCount", statistics.of(DeviceJobStatus.COMPLETED))
        .put("runningCount", statistics.of(DeviceJobStatus.RUNNING))
        .put("pendingCount", statistics.of(DeviceJobStatus.PENDING));
  }

  /**
   * A document of {@code devices.jobs}. Its start and end are those that the request gives the job,
   * also in the documentation's example and in one of the real hub.
   */
  public static ObjectNode row(Job job, DeviceJob device) {
    ObjectNode json = Json.object();
    json.put("deviceId", device.device().device());
    if (device.device().module() != null) {
      json.put("moduleId", device.device().module());
    }
    json.put("jobId", job.id());
    json.put("jobType", job.request().type().wireName());
    json.put("status", device.status().wireName());
    json.put("startTimeUtc", HubTime.stamp(job.startTime()));
    json.put("endTimeUtc", HubTime.stamp(job.startTime().plus(job.request().longest())));
    json.put("createdDateTimeUtc", HubTime.stamp(device.created()));
    json.put("lastUpdatedDateTimeUtc", HubTime.stamp(device.updated()));
    json.set("outcome", device.outcome());
    if (device.error() != null) {
      json.set("error", device.error());
    }
    return json;
  }
}
