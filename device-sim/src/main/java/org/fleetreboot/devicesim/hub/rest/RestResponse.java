package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.fleetreboot.devicesim.hub.json.Json;

/** A response to a service client. */
public record RestResponse(int status, Map<String, String> headers, String body) {

  public static RestResponse ok(JsonNode json) {
    return ok(json, Map.of());
  }

  public static RestResponse ok(JsonNode json, Map<String, String> headers) {
    return new RestResponse(200, headers, Json.text(json));
  }

  public static RestResponse ok(JsonNode json, String etag) {
    return ok(json, Map.of("ETag", "\"" + etag + "\""));
  }

  public static RestResponse noContent() {
    return new RestResponse(204, Map.of(), "");
  }
}
