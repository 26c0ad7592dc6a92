package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceId;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IdentityJson;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/** The registry: {@code /devices} and {@code /statistics}. */
final class DeviceRoutes {
  private static final int MOST_LISTED = 1000;

  private final ServiceSide hub;

  DeviceRoutes(ServiceSide hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        read("/devices", this::list),
        read("/devices/*", (request, id) -> identity(hub.registry().require(id))),
        write("PUT", "/devices/*", this::put),
        write("DELETE", "/devices/*", this::delete),
        read("/statistics/devices", (request, none) -> statistics()),
        read("/statistics/service", (request, none) -> connected()));
  }

  private Route read(String path, Route.Immediate handler) {
    return Route.of(
        "GET", path, AccessRight.REGISTRY_READ, HubOperation.REGISTRY, counted(handler));
  }

  private Route write(String method, String path, Route.Immediate handler) {
    return Route.of(
        method, path, AccessRight.REGISTRY_WRITE, HubOperation.REGISTRY, counted(handler));
  }

  private Route.Immediate counted(Route.Immediate handler) {
    return (request, id) -> {
      hub.throttles().admit(Limit.REGISTRY);
      hub.counters().add(Count.REGISTRY_OPERATIONS);
      return handler.handle(request, id);
    };
  }

  private RestResponse list(RestRequest request, String none) {
    String top = request.parameter("top");
    int most = top == null ? MOST_LISTED : pageSize(top);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    hub.registry().all().stream().limit(most).map(IdentityJson::write).forEach(array::add);
    return RestResponse.ok(array);
  }

  private RestResponse put(RestRequest request, String id) {
    DeviceId.checked(id);
    DeviceRegistry.Wanted wanted = IdentityJson.read(id, request.bodyObject());
    RegisteredDevice device =
        request.header("If-Match") == null
            ? hub.registry().create(id, wanted)
            : hub.registry().update(id, wanted, request.ifMatch());
    if (!wanted.enabled()) {
      hub.sessions().disconnect(id);
    }
    return identity(device);
  }

  private RestResponse delete(RestRequest request, String id) {
    hub.registry().delete(id, request.ifMatch());
    hub.sessions().remove(id);
    return RestResponse.noContent();
  }

  private RestResponse statistics() {
    long total = hub.registry().all().size();
    long enabled =
        hub.registry().all().stream().filter(device -> device.identity().enabled()).count();
    ObjectNode json = Json.object();
    json.put("totalDeviceCount", total);
    json.put("enabledDeviceCount", enabled);
    json.put("disabledDeviceCount", total - enabled);
    return RestResponse.ok(json);
  }

  private RestResponse connected() {
    long connected = hub.registry().all().stream().filter(RegisteredDevice::connected).count();
    return RestResponse.ok(Json.object().put("connectedDeviceCount", connected));
  }

  private static RestResponse identity(RegisteredDevice device) {
    return RestResponse.ok(
        IdentityJson.write(device), Map.of("ETag", "\"" + device.identity().etag() + "\""));
  }

  private static int pageSize(String top) {
    try {
      int size = Integer.parseInt(top);
      if (size >= 1 && size <= MOST_LISTED) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw HubRefusal.invalid("top must be within [1; " + MOST_LISTED + "], not '" + top + "'.");
  }
}
