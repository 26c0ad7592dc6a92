package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The state of a job on one device.
 *
 * @param created when the device was added to the job
 * @param updated when the status last changed
 * @param outcome with the device's answer; empty while there is none
 * @param error with {@code code} and {@code description}; null unless the status is failed
 */
public record DeviceJob(
    ClientId device,
    DeviceJobStatus status,
    Instant created,
    Instant updated,
    ObjectNode outcome,
    @Nullable ObjectNode error) {

  static DeviceJob pending(ClientId device, Instant now) {
    return new DeviceJob(device, DeviceJobStatus.PENDING, now, now, Json.object(), null);
  }

  DeviceJob with(DeviceJobStatus newStatus, Instant now) {
    return new DeviceJob(device, newStatus, created, now, outcome, error);
  }

  /**
   * After the device has done its part.
   *
   * @param answer of a method; JSON null after a change of the twin
   */
  DeviceJob completed(JsonNode answer, Instant now) {
    ObjectNode newOutcome = Json.object();
    newOutcome.set("deviceMethodResponse", answer);
    return new DeviceJob(device, DeviceJobStatus.COMPLETED, created, now, newOutcome, null);
  }

  DeviceJob failed(HubRefusal refusal, Instant now) {
    return failed(refusal.error().wireName(), refusal.text(), now);
  }

  DeviceJob failed(String code, String description, Instant now) {
    ObjectNode newError = Json.object().put("code", code).put("description", description);
    return new DeviceJob(device, DeviceJobStatus.FAILED, created, now, outcome, newError);
  }
}
