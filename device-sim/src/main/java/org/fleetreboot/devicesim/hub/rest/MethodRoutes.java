package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodAnswer;
import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;

/** Direct methods: {@code POST /twins/{id}/methods}. */
final class MethodRoutes {
  private final ServiceSide hub;

  MethodRoutes(ServiceSide hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        Route.async(
            "POST",
            "/twins/*/methods",
            AccessRight.SERVICE_CONNECT,
            HubOperation.METHOD,
            this::invoke));
  }

  private CompletableFuture<RestResponse> invoke(
      RestRequest request, String id, Runnable onDelivered) {
    hub.counters().add(Count.METHODS_RECEIVED);
    MethodCall call = MethodCall.of(request.bodyObject());
    hub.throttles().admitMethod(call.payloadBytes());
    return hub.methods().invoke(id, call, onDelivered).thenApply(MethodRoutes::response);
  }

  private static RestResponse response(MethodAnswer answer) {
    ObjectNode json = Json.object();
    json.put("status", answer.status());
    json.set("payload", answer.payload());
    return RestResponse.ok(json);
  }
}
