package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodAnswer;
import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/** Direct methods of devices and modules: {@code POST /twins/{id}/methods}. */
public final class MethodRoutes {
  private static final int STEP_BYTES = 4 * 1024;
  private static final RoutePolicy TERMS =
      new RoutePolicy(
          Set.of(AccessRight.SERVICE_CONNECT),
          HubOperation.METHOD,
          Limit.METHOD_CALLS,
          MethodRoutes::steps,
          Count.METHODS_RECEIVED);

  private final MethodInvoker methods;

  public MethodRoutes(MethodInvoker methods) {
    this.methods = methods;
  }

  public List<Route> routes() {
    return List.of(
        Route.async(
            "Invoke a direct method", "POST", "/twins/{device}/methods", TERMS, this::invoke),
        Route.async(
            "Invoke a direct method of a module",
            "POST",
            "/twins/{device}/modules/{module}/methods",
            TERMS,
            this::invoke));
  }

  /** Metered in steps of the payload size, at least one. */
  private static int steps(RestRequest request) {
    int bytes = MethodCall.of(request.bodyObject()).payloadBytes();
    return Math.max(1, (bytes + STEP_BYTES - 1) / STEP_BYTES);
  }

  private CompletableFuture<RestResponse> invoke(RestRequest request, Runnable onDelivered) {
    MethodCall call = MethodCall.of(request.bodyObject());
    return methods
        .invoke(request.requiredClient(), call, onDelivered)
        .thenApply(MethodRoutes::response);
  }

  private static RestResponse response(MethodAnswer answer) {
    ObjectNode json = Json.object();
    json.put("status", answer.status());
    json.set("payload", answer.payload());
    return RestResponse.ok(json);
  }
}
