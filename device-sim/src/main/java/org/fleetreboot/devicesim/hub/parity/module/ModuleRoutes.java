package org.fleetreboot.devicesim.hub.parity.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.IdentityJson;
import org.fleetreboot.devicesim.hub.registry.IdentityRequest;
import org.fleetreboot.devicesim.hub.registry.IdentityRequestReader;
import org.fleetreboot.devicesim.hub.registry.ModuleRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.rest.IdentityWrites;
import org.fleetreboot.devicesim.hub.rest.RestRequest;
import org.fleetreboot.devicesim.hub.rest.RestResponse;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.RoutePolicy;
import org.fleetreboot.devicesim.hub.security.AccessRight;

/** The modules on a device: {@code /devices/{id}/modules}. */
public final class ModuleRoutes {
  private static final String ALL = "/devices/{device}/modules";
  private static final String ONE = "/devices/{device}/modules/{module}";

  private static final RoutePolicy READ = RoutePolicy.registry(AccessRight.REGISTRY_READ);
  private static final RoutePolicy WRITE = RoutePolicy.registry(AccessRight.REGISTRY_WRITE);

  private final ModuleRegistry modules;
  private final IdentityWrites writes;

  public ModuleRoutes(ModuleRegistry modules, IdentityWrites writes) {
    this.modules = modules;
    this.writes = writes;
  }

  public List<Route> routes() {
    return List.of(
        route("List the modules on a device", "GET", ALL, READ, this::list),
        route("Get a module", "GET", ONE, READ, this::get),
        route("Create or update a module", "PUT", ONE, WRITE, this::put),
        route("Delete a module", "DELETE", ONE, WRITE, this::delete));
  }

  private static Route route(
      String name, String method, String path, RoutePolicy policy, Route.Immediate handler) {
    return Route.of(name, method, path, policy, handler.refusing(HubRefusal.Shape.PLAIN));
  }

  private RestResponse list(RestRequest request) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    modules.on(request.named("device")).stream().map(IdentityJson::write).forEach(array::add);
    return RestResponse.ok(array);
  }

  private RestResponse get(RestRequest request) {
    return identity(modules.get(request.named("device"), request.named("module")));
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

  private static RestResponse identity(RegisteredClient module) {
    return RestResponse.ok(IdentityJson.write(module), module.identity().etag());
  }
}
