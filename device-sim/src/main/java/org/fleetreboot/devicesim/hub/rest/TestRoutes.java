package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;

/** Lets tests inspect and control a hub in another process. A real IoT Hub has no such paths. */
public final class TestRoutes {
  private final HubCounters counters;
  private final ControlRoutes control;
  private final InstantSource clock;

  public TestRoutes(HubCounters counters, ControlRoutes control, InstantSource clock) {
    this.counters = counters;
    this.control = control;
    this.clock = clock;
  }

  RestResponse answer(RestRequest request) {
    try {
      control.requireOwnHost(request);
      return switch (request.line()) {
        case "GET /calls" -> RestResponse.ok(Json.fromMap(counters.calls()));
        case "GET /counters" -> RestResponse.ok(allCounts());
        case "GET /state" -> control.state();
        default -> control.answer(request);
      };
    } catch (HubRefusal refusal) {
      return ErrorResponse.of(refusal, clock.instant());
    }
  }

  private ObjectNode allCounts() {
    ObjectNode json = Json.object();
    counters.snapshot().forEach((count, value) -> json.put(count.wireName(), value));
    return json;
  }
}
