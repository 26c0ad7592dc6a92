package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/**
 * The twin document of the service side. Written by hand: it shares the twin's trees, which a query
 * of ten thousand devices must not copy.
 */
public final class TwinJson {
  private TwinJson() {}

  /** The whole document; it may share trees with the twin, so callers must not change it. */
  public static ObjectNode write(RegisteredClient client) {
    return write(client, client.twin());
  }

  /** The document of a client with the given twin. */
  public static ObjectNode write(RegisteredClient client, Twin twin) {
    Identity identity = client.identity();
    ObjectNode json = Json.object();
    json.put("deviceId", client.clientId().device());
    if (client.clientId().module() != null) {
      json.put("moduleId", client.clientId().module());
    }
    json.put("etag", twin.etag());
    json.put("deviceEtag", identity.etag());
    json.put("status", identity.status());
    if (identity.statusReason() != null) {
      json.put("statusReason", identity.statusReason());
    }
    json.put("statusUpdateTime", stampOrNever(identity.statusUpdated()));
    json.put("connectionState", client.connectionState());
    json.put("lastActivityTime", stampOrNever(client.lastActivity()));
    json.put("cloudToDeviceMessageCount", client.waitingMessages());
    json.put("authenticationType", CredentialJson.type(identity.credential()));
    json.set("x509Thumbprint", CredentialJson.thumbprint(identity.credential()));
    json.put("modelId", twin.modelId());
    json.put("version", twin.version());
    json.set("tags", twin.tags());
    ObjectNode properties = json.putObject("properties");
    properties.set("desired", twin.desired().toServiceJson());
    properties.set("reported", twin.reported().toServiceJson());
    json.putObject("capabilities").put("iotEdge", false);
    return json;
  }

  private static String stampOrNever(@Nullable Instant instant) {
    return instant == null ? HubTime.NEVER + "Z" : HubTime.stamp(instant);
  }
}
