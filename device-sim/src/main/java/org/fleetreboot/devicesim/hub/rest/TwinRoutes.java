package org.fleetreboot.devicesim.hub.rest;

import java.util.List;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.registry.TwinJson;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/** Twins: {@code /twins/{id}} and {@code /twins/{id}/modules/{id}}. */
public final class TwinRoutes {
  private static final RoutePolicy READ =
      RoutePolicy.of(
          AccessRight.SERVICE_CONNECT, HubOperation.TWIN_READ, Limit.TWIN_READS, Count.TWIN_READS);
  private static final RoutePolicy UPDATE =
      RoutePolicy.of(
          AccessRight.SERVICE_CONNECT,
          HubOperation.TWIN_UPDATE,
          Limit.TWIN_UPDATES,
          Count.TWIN_UPDATES);

  private static final String MODULE = "/twins/{device}/modules/{module}";

  private final Twins twins;

  public TwinRoutes(Twins twins) {
    this.twins = twins;
  }

  public List<Route> routes() {
    return List.of(
        Route.of("Get a twin", "GET", "/twins/{device}", READ, this::get),
        Route.of("Update a twin", "PATCH", "/twins/{device}", UPDATE, this::patch),
        Route.of("Replace a twin", "PUT", "/twins/{device}", UPDATE, this::replace),
        Route.of("Get a module's twin", "GET", MODULE, READ, this::get),
        Route.of("Update a module's twin", "PATCH", MODULE, UPDATE, this::patch),
        Route.of("Replace a module's twin", "PUT", MODULE, UPDATE, this::replace));
  }

  private RestResponse get(RestRequest request) {
    return twin(twins.get(request.requiredClient()));
  }

  private RestResponse patch(RestRequest request) {
    TwinPatch patch = TwinPatch.of(request.bodyObject());
    return twin(twins.patch(request.requiredClient(), patch, request.ifMatch()));
  }

  private RestResponse replace(RestRequest request) {
    TwinPatch content = TwinPatch.of(request.bodyObject());
    return twin(twins.replace(request.requiredClient(), content, request.ifMatch()));
  }

  private static RestResponse twin(RegisteredClient client) {
    return RestResponse.ok(TwinJson.write(client), client.twin().etag());
  }
}
