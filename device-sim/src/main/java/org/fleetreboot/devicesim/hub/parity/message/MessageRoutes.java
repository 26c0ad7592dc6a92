package org.fleetreboot.devicesim.hub.parity.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.rest.RestRequest;
import org.fleetreboot.devicesim.hub.rest.RestResponse;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.RoutePolicy;
import org.fleetreboot.devicesim.hub.security.AccessRight;

/** The queue of cloud-to-device messages; the real hub takes the messages themselves by AMQP. */
public final class MessageRoutes {
  private static final RoutePolicy TERMS = RoutePolicy.registry(AccessRight.SERVICE_CONNECT);

  private final CloudMessages messages;

  public MessageRoutes(CloudMessages messages) {
    this.messages = messages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            "Purge cloud-to-device messages",
            "DELETE",
            "/devices/{device}/commands",
            TERMS,
            this::purge));
  }

  private RestResponse purge(RestRequest request) {
    String device = request.named("device");
    ObjectNode json = Json.object();
    json.put("totalMessagesPurged", messages.purge(device));
    json.put("deviceId", device);
    json.putNull("moduleId");
    return RestResponse.ok(json);
  }
}
