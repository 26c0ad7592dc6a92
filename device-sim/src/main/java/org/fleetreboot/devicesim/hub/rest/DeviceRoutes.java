package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IdentityJson;
import org.fleetreboot.devicesim.hub.registry.IdentityRequest;
import org.fleetreboot.devicesim.hub.registry.IdentityRequestReader;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.AccessRight;

/** The registry: {@code /devices} and {@code /statistics}. */
public final class DeviceRoutes {
  private static final int MOST_LISTED = 1000;

  private static final RoutePolicy READ = RoutePolicy.registry(AccessRight.REGISTRY_READ);
  private static final RoutePolicy WRITE = RoutePolicy.registry(AccessRight.REGISTRY_WRITE);

  private final DeviceRegistry registry;
  private final IdentityWrites writes;

  public DeviceRoutes(DeviceRegistry registry, IdentityWrites writes) {
    this.registry = registry;
    this.writes = writes;
  }

  public List<Route> routes() {
    return List.of(
        route("List devices", "GET", "/devices", READ, this::list),
        route("Get a device", "GET", "/devices/{device}", READ, this::get),
        route("Create or update a device", "PUT", "/devices/{device}", WRITE, this::put),
        route("Delete a device", "DELETE", "/devices/{device}", WRITE, this::delete),
        route("Count devices", "GET", "/statistics/devices", READ, none -> statistics()),
        route("Count connected devices", "GET", "/statistics/service", READ, none -> connected()));
  }

  private static Route route(
      String name, String method, String path, RoutePolicy policy, Route.Immediate handler) {
    return Route.of(name, method, path, policy, handler.refusing(HubRefusal.Shape.REGISTRY));
  }

  private RestResponse get(RestRequest request) {
    return identity(registry.require(request.named("device")));
  }

  private RestResponse list(RestRequest request) {
    String top = request.parameter("top");
    int most = top == null ? MOST_LISTED : pageSize(top);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    registry.all().stream().limit(most).map(IdentityJson::write).forEach(array::add);
    return RestResponse.ok(array);
  }

  private RestResponse put(RestRequest request) {
    ClientId id = request.requiredClient();
    IdentityRequest wanted = IdentityRequestReader.read(id, request.bodyObject());
    return identity(
        request.header("If-Match") == null
            ? writes.create(id, wanted)
            : writes.update(id, wanted, request.ifMatch()));
  }

  private RestResponse delete(RestRequest request) {
    writes.delete(request.requiredClient(), request.requiredIfMatch());
    return RestResponse.noContent();
  }

  private RestResponse statistics() {
    // One pass, so that the numbers add up during concurrent changes.
    Map<Boolean, Long> counts =
        registry.all().stream()
            .collect(
                Collectors.partitioningBy(
                    device -> device.identity().enabled(), Collectors.counting()));
    long enabled = counts.getOrDefault(true, 0L);
    long disabled = counts.getOrDefault(false, 0L);
    ObjectNode json = Json.object();
    json.put("totalDeviceCount", enabled + disabled);
    json.put("enabledDeviceCount", enabled);
    json.put("disabledDeviceCount", disabled);
    return RestResponse.ok(json);
  }

  private RestResponse connected() {
    long connected = registry.all().stream().filter(RegisteredDevice::connected).count();
    return RestResponse.ok(Json.object().put("connectedDeviceCount", connected));
  }

  private static RestResponse identity(RegisteredClient device) {
    return RestResponse.ok(IdentityJson.write(device), device.identity().etag());
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
