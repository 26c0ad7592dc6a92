package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.jspecify.annotations.Nullable;

/** The identity document of the registry. */
public final class IdentityJson {
  private IdentityJson() {}

  public static ObjectNode write(RegisteredDevice device) {
    Identity identity = device.identity();
    ObjectNode json = Json.object();
    json.put("deviceId", device.id());
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("connectionState", device.connectionState());
    json.put("status", identity.status());
    json.put("statusReason", identity.statusReason());
    json.put("connectionStateUpdatedTime", secondsOrNever(device.connectionChanged()));
    json.put("statusUpdatedTime", secondsOrNever(identity.statusUpdated()));
    json.put("lastActivityTime", secondsOrNever(device.lastActivity()));
    json.put("cloudToDeviceMessageCount", 0);
    json.set("authentication", CredentialJson.authentication(identity.credential()));
    json.putObject("capabilities").put("iotEdge", false);
    return json;
  }

  /**
   * Reads what a client asks for.
   *
   * @throws HubRefusal when the body names another device, or asks for what this hub does not have
   */
  public static WantedIdentity read(String deviceId, ObjectNode body) {
    if (!body.path("deviceId").asText(deviceId).equals(deviceId)) {
      throw HubRefusal.invalid("The deviceId of the body is not the one of the path.");
    }
    JsonNode authentication = body.path("authentication");
    String type = authentication.path("type").asText("sas");
    if (!type.equalsIgnoreCase("sas")) {
      throw HubRefusal.invalid(
          "authentication.type '" + type + "' is not supported by the local hub; use sas.");
    }
    String status = body.path("status").asText("enabled");
    boolean enabled = status.equalsIgnoreCase("enabled");
    if (!enabled && !status.equalsIgnoreCase("disabled")) {
      throw HubRefusal.invalid("status must be enabled or disabled, not '" + status + "'.");
    }
    JsonNode keys = authentication.path("symmetricKey");
    return new WantedIdentity(
        enabled,
        body.path("statusReason").isTextual() ? body.path("statusReason").textValue() : null,
        key(keys.path("primaryKey")),
        key(keys.path("secondaryKey")));
  }

  private static @Nullable SharedAccessKey key(JsonNode node) {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      return null;
    }
    try {
      return SharedAccessKey.of(node.textValue());
    } catch (IllegalArgumentException e) {
      throw HubRefusal.invalid("A symmetric key is not base64.");
    }
  }

  private static String secondsOrNever(@Nullable Instant instant) {
    return instant == null ? HubTime.NEVER : HubTime.seconds(instant);
  }
}
