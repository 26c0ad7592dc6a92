package org.fleetreboot.devicesim.hub.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.ErrorBody;
import org.fleetreboot.devicesim.hub.json.Json;

/** Converts refusals to HTTP responses. */
final class ErrorResponse {
  private ErrorResponse() {}

  /** Rounded up and at least one, so that clients do not retry at once. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  static RestResponse of(HubRefusal refusal, Instant now) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("iothub-errorcode", refusal.error().wireName());
    if (refusal.error().status() == 429) {
      headers.put("Retry-After", Long.toString(wholeSeconds(refusal.retryAfter())));
    }
    return new RestResponse(
        refusal.error().status(), headers, Json.text(ErrorBody.of(refusal, now)));
  }
}
