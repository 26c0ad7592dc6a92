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

/** The section of devices and modules in the kept file, each device before its modules. */
public final class StoredClientJson {
  private StoredClientJson() {}

  /** The whole section. */
  public static ArrayNode writeAll(Collection<StoredClient> clients) {
    ArrayNode section = JsonNodeFactory.instance.arrayNode();
    clients.forEach(client -> section.add(write(client)));
    return section;
  }

  /**
   * Reads the section.
   *
   * @throws RuntimeException when it is none
   */
  public static List<StoredClient> readAll(JsonNode section) {
    List<StoredClient> clients = new ArrayList<>();
    section.forEach(client -> clients.add(read(client)));
    return clients;
  }

  static ObjectNode write(StoredClient client) {
    Identity identity = client.identity();
    ObjectNode json = Json.object();
    json.put("deviceId", identity.id().device());
    if (identity.id().module() != null) {
      json.put("moduleId", identity.id().module());
    }
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("enabled", identity.enabled());
    json.put("statusReason", identity.statusReason());
    Instant statusUpdated = identity.statusUpdated();
    json.put("statusUpdated", statusUpdated == null ? null : statusUpdated.toString());
    StoredCredentialJson.write(identity.credential(), json);
    ArrayNode subscriptions = json.putArray("subscriptions");
    client.subscriptions().forEach(subscription -> subscriptions.add(subscription.name()));
    Twin twin = client.twin();
    json.set("tags", twin.tags());
    json.set("desired", section(twin.desired()));
    json.set("reported", section(twin.reported()));
    json.put("modelId", twin.modelId());
    json.put("version", twin.version());
    json.put("revision", twin.revision());
    return json;
  }

  static StoredClient read(JsonNode json) {
    JsonNode reason = json.path("statusReason");
    JsonNode updated = json.path("statusUpdated");
    Identity identity =
        new Identity(
            new ClientId(
                json.path("deviceId").asText(),
                json.hasNonNull("moduleId") ? json.path("moduleId").asText() : null),
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
            json.path("modelId").asText(""),
            json.path("version").asLong(),
            json.path("revision").asLong());
    Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);
    json.path("subscriptions")
        .forEach(name -> subscriptions.add(Subscription.valueOf(name.asText())));
    return new StoredClient(identity, twin, subscriptions);
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
