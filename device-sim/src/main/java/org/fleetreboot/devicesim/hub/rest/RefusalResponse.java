package org.fleetreboot.devicesim.hub.rest;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** A refusal as an HTTP answer. */
final class RefusalResponse {
  private RefusalResponse() {}

  static RestResponse of(HubRefusal refusal, Instant now) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("iothub-errorcode", refusal.error().wireName());
    if (refusal.error().status() == 429) {
      headers.put("Retry-After", refusal.details().getOrDefault(Throttles.RETRY_AFTER, "1"));
    }
    return new RestResponse(
        refusal.error().status(), headers, Json.text(ErrorBody.of(refusal, now)));
  }
}
