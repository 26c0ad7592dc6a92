package org.fleetreboot.devicesim.hub.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.fleetreboot.devicesim.hub.json.Json;

/** A waiting message in the file of the hub. */
final class QueuedMessageJson {
  private QueuedMessageJson() {}

  static ObjectNode write(String device, QueuedMessage queued) {
    ObjectNode json = Json.object();
    json.put("deviceId", device);
    json.put("messageId", queued.message.id());
    json.put("payload", Base64.getEncoder().encodeToString(queued.message.payload()));
    json.set("properties", Json.fromMap(queued.message.properties()));
    json.put("expiry", queued.expiry.toString());
    json.put("deliveries", queued.deliveries);
    return json;
  }

  static QueuedMessage read(JsonNode json) {
    CloudMessage message =
        CloudMessage.of(Base64.getDecoder().decode(json.path("payload").asText()))
            .withId(json.path("messageId").asText());
    for (Map.Entry<String, JsonNode> property : json.path("properties").properties()) {
      message = message.with(property.getKey(), property.getValue().asText());
    }
    return new QueuedMessage(
        message, Instant.parse(json.path("expiry").asText()), json.path("deliveries").asInt());
  }
}
