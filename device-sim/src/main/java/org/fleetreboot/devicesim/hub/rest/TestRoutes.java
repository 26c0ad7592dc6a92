package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;

/** What a test may ask a hub that runs as its own program. No IoT Hub has these paths. */
public final class TestRoutes {
  private final HubCounters counters;
  private final InstantSource clock;

  public TestRoutes(HubCounters counters, InstantSource clock) {
    this.counters = counters;
    this.clock = clock;
  }

  RestResponse answer(RestRequest request) {
    return switch (request.line()) {
      case "GET /calls" -> RestResponse.ok(Json.fromMap(counters.calls()));
      case "GET /counters" -> RestResponse.ok(allCounts());
      default ->
          RefusalResponse.of(
              HubRefusal.registry(
                  HubError.NOT_SUPPORTED,
                  "'" + request.line() + "'; there are GET /calls and GET /counters"),
              clock.instant());
    };
  }

  private ObjectNode allCounts() {
    ObjectNode json = Json.object();
    counters.snapshot().forEach((count, value) -> json.put(count.wireName(), value));
    return json;
  }
}
