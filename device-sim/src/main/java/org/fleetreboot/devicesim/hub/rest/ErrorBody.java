package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.HubTime;
import org.fleetreboot.devicesim.hub.json.Json;

/** The body of an error answer, as the real hub writes it. */
public final class ErrorBody {
  private static final DateTimeFormatter TRACKING =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ErrorBody() {}

  /** Renders a refusal in its shape. */
  public static ObjectNode of(HubRefusal refusal, Instant now) {
    String trackingId =
        UUID.randomUUID().toString().replace("-", "") + "-G:0-TimeStamp:" + TRACKING.format(now);
    ObjectNode body = Json.object();
    if (refusal.shape() == HubRefusal.Shape.REGISTRY) {
      body.put("Message", "ErrorCode:" + refusal.error().wireName() + ";" + refusal.text());
      body.put("ExceptionMessage", "Tracking ID:" + trackingId);
      return body;
    }
    ObjectNode inner = Json.object();
    inner.put("errorCode", refusal.error().code());
    inner.put("trackingId", trackingId);
    inner.put("message", refusal.text());
    inner.put("timestampUtc", HubTime.stamp(now));
    if (refusal.shape() == HubRefusal.Shape.PLAIN) {
      return inner;
    }
    ObjectNode info = inner.putObject("info");
    refusal.details().forEach(info::put);
    body.put("Message", Json.text(inner));
    // A text here would make Microsoft's SDKs lose the six-digit code.
    body.put("ExceptionMessage", "");
    return body;
  }
}
