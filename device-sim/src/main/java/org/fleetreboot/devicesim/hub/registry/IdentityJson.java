package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The identity documents of the registry. Written by hand: some members are null and others absent,
 * and modules and devices have different members.
 */
public final class IdentityJson {
  private IdentityJson() {}

  /** The document of a device, or of a module, which has no status of its own. */
  public static ObjectNode write(RegisteredClient client) {
    Identity identity = client.identity();
    String module = client.clientId().module();
    ObjectNode json = Json.object();
    if (module != null) {
      json.put("moduleId", module);
      json.putNull("managedBy");
    }
    json.put("deviceId", client.clientId().device());
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("connectionState", client.connectionState());
    json.put("connectionStateUpdatedTime", secondsOrNever(client.connectionChanged()));
    if (module == null) {
      json.put("status", identity.status());
      json.put("statusReason", identity.statusReason());
      json.put("statusUpdatedTime", secondsOrNever(identity.statusUpdated()));
      json.putObject("capabilities").put("iotEdge", false);
    }
    json.put("lastActivityTime", secondsOrNever(client.lastActivity()));
    json.put("cloudToDeviceMessageCount", client.waitingMessages());
    json.set("authentication", CredentialJson.authentication(identity.credential()));
    return json;
  }

  private static String secondsOrNever(@Nullable Instant instant) {
    return instant == null ? HubTime.NEVER : HubTime.seconds(instant);
  }
}
