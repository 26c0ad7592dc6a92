package org.fleetreboot.devicesim.hub.parity.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.IdentityRequestReader;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.rest.IdentityWrites;
import org.fleetreboot.devicesim.hub.rest.RestRequest;
import org.fleetreboot.devicesim.hub.rest.RestResponse;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.RoutePolicy;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;
import org.jspecify.annotations.Nullable;

/**
 * Changes of up to a hundred devices and modules at once: {@code POST /devices}. Each is
 * independent: a failed one is reported by its ids, and does not affect the others.
 */
public final class BulkRoutes {
  private static final int MOST = 100;

  private final IdentityWrites writes;
  private final Twins twins;

  public BulkRoutes(IdentityWrites writes, Twins twins) {
    this.writes = writes;
    this.twins = twins;
  }

  public List<Route> routes() {
    Route.Immediate change = this::changeAll;
    return List.of(
        Route.of(
            "Change many devices",
            "POST",
            "/devices",
            RoutePolicy.registry(AccessRight.REGISTRY_WRITE),
            change.refusing(HubRefusal.Shape.REGISTRY)));
  }

  private RestResponse changeAll(RestRequest request) {
    JsonNode body = Json.parse(request.body().getBytes(StandardCharsets.UTF_8));
    if (!body.isArray() || body.isEmpty() || body.size() > MOST) {
      throw HubRefusal.invalid("The body must be an array of 1 to " + MOST + " devices.");
    }
    ObjectNode result = Json.object();
    result.put("isSuccessful", true);
    ArrayNode errors = result.putArray("errors");
    result.putArray("warnings");
    for (JsonNode entry : body) {
      try {
        change(entry);
      } catch (HubRefusal refusal) {
        ObjectNode error = errors.addObject();
        error.put("deviceId", entry.path("id").asText());
        if (entry.hasNonNull("moduleId")) {
          error.put("moduleId", entry.path("moduleId").asText());
        }
        error.put("errorCode", refusal.error().wireName());
        error.put("errorStatus", refusal.text());
      }
    }
    if (errors.isEmpty()) {
      return RestResponse.ok(result);
    }
    result.put("isSuccessful", false);
    return new RestResponse(400, Map.of(), Json.text(result));
  }

  private void change(JsonNode entry) {
    if (!(entry instanceof ObjectNode device) || !device.path("id").isTextual()) {
      throw HubRefusal.invalid("Each device must be an object with an id.");
    }
    JsonNode reported = device.at("/properties/reported");
    if (!reported.isEmpty() || !reported.asText("").isEmpty()) {
      throw HubRefusal.invalid("properties/reported is not supported in bulk operations.");
    }
    ClientId id = new ClientId(device.path("id").textValue(), module(device.path("moduleId")));
    switch (ImportMode.of(device.path("importMode"))) {
      case CREATE -> {
        writes.create(id, IdentityRequestReader.read(id, device));
        patch(id, device);
      }
      case UPDATE -> update(id, device, IfMatch.NONE);
      case UPDATE_IF_MATCH_ETAG -> update(id, device, condition(device, "etag"));
      case DELETE -> writes.delete(id, IfMatch.NONE);
      case DELETE_IF_MATCH_ETAG -> writes.delete(id, condition(device, "etag"));
      case UPDATE_TWIN -> twins.patch(id, TwinPatch.of(device), IfMatch.NONE);
      case UPDATE_TWIN_IF_MATCH_ETAG ->
          twins.patch(id, TwinPatch.of(device), condition(device, "twinETag"));
    }
  }

  /** Null for the device itself; Microsoft's SDKs also send null or an empty string. */
  private static @Nullable String module(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw HubRefusal.invalid("moduleId must be a string, not " + node + ".");
    }
    return node.textValue().isEmpty() ? null : node.textValue();
  }

  private void update(ClientId id, ObjectNode device, IfMatch condition) {
    writes.update(id, IdentityRequestReader.read(id, device), condition);
    patch(id, device);
  }

  /** Twin data may be included; it is written separately. */
  private void patch(ClientId id, ObjectNode device) {
    TwinPatch patch = TwinPatch.of(device);
    if (patch.writes()) {
      twins.patch(id, patch, IfMatch.NONE);
    }
  }

  /** SDKs differ in the case of the member. */
  private static IfMatch condition(ObjectNode device, String member) {
    return device.properties().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(member))
        .map(property -> property.getValue().asText(""))
        .filter(etag -> !etag.isEmpty())
        .findFirst()
        .map(IfMatch::new)
        .orElseThrow(() -> HubRefusal.invalid("A conditional change needs " + member + "."));
  }
}
