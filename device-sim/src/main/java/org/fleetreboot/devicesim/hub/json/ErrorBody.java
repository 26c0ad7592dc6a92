package org.fleetreboot.devicesim.hub.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Error bodies in the real hub's formats. */
public final class ErrorBody {
  private static final DateTimeFormatter TRACKING =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ErrorBody() {}

  /** The body of a refusal, in its shape. */
  public static ObjectNode of(HubRefusal refusal, Instant now) {
    String trackingId = trackingId(now);
    if (refusal.shape() == HubRefusal.Shape.REGISTRY) {
      ObjectNode body = Json.object();
      body.put("Message", "ErrorCode:" + refusal.error().wireName() + ";" + refusal.text());
      body.put("ExceptionMessage", "Tracking ID:" + trackingId);
      return body;
    }
    ObjectNode inner = plain(refusal.error().code(), trackingId, refusal.text(), now);
    if (refusal.shape() == HubRefusal.Shape.PLAIN) {
      return inner;
    }
    ObjectNode info = inner.putObject("info");
    refusal.details().forEach(info::put);
    return wrapped(inner);
  }

  /** An error body of methods and twins, for any error code. */
  public static ObjectNode dataPlane(int code, String message, Instant now) {
    return wrapped(plain(code, message, now));
  }

  private static ObjectNode wrapped(ObjectNode inner) {
    ObjectNode body = Json.object();
    body.put("Message", Json.text(inner));
    // With any text here, Microsoft's SDKs would lose the six-digit code.
    body.put("ExceptionMessage", "");
    return body;
  }

  /** An unwrapped error body, for any error code. */
  public static ObjectNode plain(int code, String message, Instant now) {
    return plain(code, trackingId(now), message, now);
  }

  private static ObjectNode plain(int code, String trackingId, String message, Instant now) {
    ObjectNode json = Json.object();
    json.put("errorCode", code);
    json.put("trackingId", trackingId);
    json.put("message", message);
    json.put("timestampUtc", HubTime.stamp(now));
    return json;
  }

  private static String trackingId(Instant now) {
    return UUID.randomUUID().toString().replace("-", "") + "-G:0-TimeStamp:" + TRACKING.format(now);
  }
}
