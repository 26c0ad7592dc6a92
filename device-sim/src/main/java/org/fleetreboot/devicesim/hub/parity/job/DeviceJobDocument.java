package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A device of a job in queries of {@code devices.jobs}. Its start and end times are those of the
 * job, as in the documentation and on the real hub.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceJobDocument(
    String deviceId,
    @Nullable String moduleId,
    String jobId,
    String jobType,
    String status,
    String startTimeUtc,
    String endTimeUtc,
    String createdDateTimeUtc,
    String lastUpdatedDateTimeUtc,
    ObjectNode outcome,
    @Nullable ObjectNode error) {
  /** The document of a device. */
  public static ObjectNode of(Job job, DeviceJob device) {
    return Json.tree(
        new DeviceJobDocument(
            device.device().device(),
            device.device().module(),
            job.id(),
            job.request().type().wireName(),
            device.status().wireName(),
            HubTime.stamp(job.startTime()),
            HubTime.stamp(job.startTime().plus(job.request().longest())),
            HubTime.stamp(device.created()),
            HubTime.stamp(device.updated()),
            device.outcome(),
            device.error()));
  }
}
