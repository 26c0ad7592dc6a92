package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.fleetreboot.devicesim.hub.twin.TwinSection;

/** A device in the kept file. */
final class StoredDeviceJson {
  private StoredDeviceJson() {}

  static ObjectNode write(StoredDevice device) {
    Identity identity = device.identity();
    ObjectNode json = Json.object();
    json.put("deviceId", identity.deviceId());
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("enabled", identity.enabled());
    json.put("statusReason", identity.statusReason());
    Instant statusUpdated = identity.statusUpdated();
    json.put("statusUpdated", statusUpdated == null ? null : statusUpdated.toString());
    json.put("primaryKey", identity.primaryKey().base64());
    json.put("secondaryKey", identity.secondaryKey().base64());
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
            json.path("deviceId").asText(),
            json.path("generationId").asText(),
            json.path("etag").asText(),
            json.path("enabled").asBoolean(),
            reason.isTextual() ? reason.textValue() : null,
            updated.isTextual() ? Instant.parse(updated.textValue()) : null,
            SharedAccessKey.of(json.path("primaryKey").asText()),
            SharedAccessKey.of(json.path("secondaryKey").asText()));
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
