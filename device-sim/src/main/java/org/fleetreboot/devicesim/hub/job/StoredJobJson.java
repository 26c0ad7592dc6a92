package org.fleetreboot.devicesim.hub.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/** Jobs as they are kept from one start of a hub to the next. */
public final class StoredJobJson {
  private StoredJobJson() {}

  /** The section of all jobs. */
  public static ArrayNode writeAll(Collection<Job> jobs) {
    ArrayNode section = JsonNodeFactory.instance.arrayNode();
    jobs.forEach(job -> section.add(write(job)));
    return section;
  }

  /**
   * Reads the section of all jobs.
   *
   * @throws RuntimeException when it is none
   */
  public static List<Job> readAll(JsonNode section) {
    List<Job> jobs = new ArrayList<>();
    section.forEach(job -> jobs.add(read(job)));
    return jobs;
  }

  private static ObjectNode write(Job job) {
    JobProgress progress = job.progress();
    ObjectNode json = Json.object();
    json.put("jobId", job.id());
    json.put("created", job.created().toString());
    json.put("status", progress.status().name());
    json.put("ended", progress.ended() == null ? null : progress.ended().toString());
    json.put("failure", progress.failure());
    json.set("request", job.request().body());
    ArrayNode devices = json.putArray("devices");
    job.devices().forEach(device -> devices.add(write(device)));
    return json;
  }

  private static ObjectNode write(DeviceJob device) {
    ObjectNode json = Json.object();
    json.put("device", device.device().device());
    json.put("module", device.device().module());
    json.put("status", device.status().name());
    json.put("created", device.created().toString());
    json.put("updated", device.updated().toString());
    json.set("outcome", device.outcome());
    json.set("error", device.error());
    return json;
  }

  private static Job read(JsonNode json) {
    JobRequest request =
        JobRequest.of(json.required("jobId").asText(), json.withObject("/request"));
    String ended = json.path("ended").textValue();
    JobProgress progress =
        new JobProgress(
            JobStatus.valueOf(json.required("status").asText()),
            ended == null ? null : Instant.parse(ended),
            json.path("failure").textValue());
    List<DeviceJob> devices = new ArrayList<>();
    json.path("devices").forEach(device -> devices.add(device(device)));
    return new Job(request, instant(json, "created"), progress, devices);
  }

  private static DeviceJob device(JsonNode json) {
    return new DeviceJob(
        new ClientId(json.required("device").asText(), json.path("module").textValue()),
        DeviceJobStatus.valueOf(json.required("status").asText()),
        instant(json, "created"),
        instant(json, "updated"),
        json.withObject("/outcome"),
        objectOrNull(json.path("error")));
  }

  private static Instant instant(JsonNode json, String name) {
    return Instant.parse(json.required(name).asText());
  }

  private static @Nullable ObjectNode objectOrNull(JsonNode node) {
    return node instanceof ObjectNode object ? object : null;
  }
}
