package org.fleetreboot.devicesim.hub.rest;

import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.TwinJson;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.twin.ServicePatch;

/** Twins: {@code /twins/{id}}. */
final class TwinRoutes {
  private final ServiceSide hub;

  TwinRoutes(ServiceSide hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/twins/*", AccessRight.SERVICE_CONNECT, HubOperation.TWIN_READ, this::get),
        update("PATCH", this::patch),
        update("PUT", this::replace));
  }

  private Route update(String method, Route.Immediate handler) {
    return Route.of(
        method,
        "/twins/*",
        AccessRight.SERVICE_CONNECT,
        HubOperation.TWIN_UPDATE,
        (request, id) -> {
          hub.throttles().admit(Limit.TWIN_UPDATES);
          hub.counters().add(Count.TWIN_UPDATES);
          return handler.handle(request, id);
        });
  }

  private RestResponse get(RestRequest request, String id) {
    hub.throttles().admit(Limit.TWIN_READS);
    hub.counters().add(Count.TWIN_READS);
    return twin(hub.twins().get(id));
  }

  private RestResponse patch(RestRequest request, String id) {
    ServicePatch patch = ServicePatch.of(request.bodyObject());
    return twin(hub.twins().patch(id, patch, request.ifMatch()));
  }

  private RestResponse replace(RestRequest request, String id) {
    ServicePatch content = ServicePatch.of(request.bodyObject());
    return twin(hub.twins().replace(id, content, request.ifMatch()));
  }

  private static RestResponse twin(RegisteredDevice device) {
    return RestResponse.ok(
        TwinJson.write(device), Map.of("ETag", "\"" + device.twin().etag() + "\""));
  }
}
