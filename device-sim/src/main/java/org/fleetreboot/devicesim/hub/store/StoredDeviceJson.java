package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.fleetreboot.devicesim.hub.twin.TwinSection;

/** Devices in the kept file. */
public final class StoredDeviceJson {
  private StoredDeviceJson() {}

  /** The section of all devices. */
  public static ArrayNode writeAll(Collection<StoredDevice> devices) {
    ArrayNode section = JsonNodeFactory.instance.arrayNode();
    devices.forEach(device -> section.add(write(device)));
    return section;
  }

  /**
   * Reads the section of all devices.
   *
   * @throws RuntimeException when it is none
   */
  public static List<StoredDevice> readAll(JsonNode section) {
    List<StoredDevice> devices = new ArrayList<>();
    section.forEach(device -> devices.add(read(device)));
    return devices;
  }

  static ObjectNode write(StoredDevice device) {
    Identity identity = device.identity();
    ObjectNode json = Json.object();
    json.put("deviceId", identity.id().device());
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("enabled", identity.enabled());
    json.put("statusReason", identity.statusReason());
    Instant statusUpdated = identity.statusUpdated();
    json.put("statusUpdated", statusUpdated == null ? null : statusUpdated.toString());
    StoredCredentialJson.write(identity.credential(), json);
    ArrayNode subscriptions = json.putArray("subscriptions");
    device.subscriptions().forEach(subscription -> subscriptions.add(subscription.name()));
    Twin twin = device.twin();
    json.set("tags", twin.tags());
    json.set("desired", section(twin.desired()));
    json.set("reported", section(twin.reported()));
    json.put("version", twin.version());
    json.put("revision", twin.revision());
    return json;
  }

  static StoredDevice read(JsonNode json) {
    JsonNode reason = json.path("statusReason");
    JsonNode updated = json.path("statusUpdated");
    Identity identity =
        new Identity(
            ClientId.device(json.path("deviceId").asText()),
            json.path("generationId").asText(),
            json.path("etag").asText(),
            json.path("enabled").asBoolean(),
            reason.isTextual() ? reason.textValue() : null,
            updated.isTextual() ? Instant.parse(updated.textValue()) : null,
            StoredCredentialJson.read(json));
    Twin twin =
        new Twin(
            json.withObject("/tags"),
            section(json.path("desired")),
            section(json.path("reported")),
            json.path("version").asLong(),
            json.path("revision").asLong());
    Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);
    json.path("subscriptions")
        .forEach(name -> subscriptions.add(Subscription.valueOf(name.asText())));
    return new StoredDevice(identity, twin, subscriptions);
  }

  private static ObjectNode section(TwinSection section) {
    ObjectNode json = Json.object();
    json.set("values", section.values());
    json.set("metadata", section.metadata());
    json.put("version", section.version());
    return json;
  }

  private static TwinSection section(JsonNode json) {
    return new TwinSection(
        json.withObject("/values"), json.withObject("/metadata"), json.path("version").asLong());
  }
}
