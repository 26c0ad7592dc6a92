package org.fleetreboot.devicesim.hub.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * A direct method call requested by a service.
 *
 * @param payload any JSON value; JSON null if the request has none
 * @param responseSeconds how long the device may take to answer
 * @param connectSeconds how long to wait for a device that is not connected; 0 means not at all
 */
public record MethodCall(String name, JsonNode payload, int responseSeconds, int connectSeconds) {
  private static final Pattern NAME = Pattern.compile("[^$. /#+]{1,128}");

  /** Of a call and of its answer ("Understand and invoke direct methods from IoT Hub"). */
  static final int PAYLOAD_BYTES = 128 * 1024;

  // The real hub's defaults; the Python SDK sends neither member.
  private static final int DEFAULT_RESPONSE_SECONDS = 30;
  private static final int DEFAULT_CONNECT_SECONDS = 0;

  /**
   * Reads a call.
   *
   * @throws HubRefusal 400004 for a malformed call, 413001 for a payload over 128 KB
   */
  public static MethodCall of(ObjectNode body) {
    JsonNode name = body.path("methodName");
    if (!name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
      throw HubRefusal.invalid(
          "methodName must be 1 to 128 characters without $ . / # + and spaces.");
    }
    JsonNode payload = body.hasNonNull("payload") ? body.get("payload") : NullNode.getInstance();
    int size = Json.bytes(payload).length;
    if (size > PAYLOAD_BYTES) {
      throw HubRefusal.dataPlane(
          HubError.MESSAGE_TOO_LARGE,
          "The payload is larger than the limit.",
          Map.of("size", Integer.toString(size), "limit", Integer.toString(PAYLOAD_BYTES)));
    }
    return new MethodCall(
        name.textValue(),
        payload,
        seconds(body, "responseTimeoutInSeconds", DEFAULT_RESPONSE_SECONDS),
        seconds(body, "connectTimeoutInSeconds", DEFAULT_CONNECT_SECONDS));
  }

  /** The bytes that count against the tier's limit. */
  public int payloadBytes() {
    return Json.bytes(payload).length;
  }

  private static int seconds(ObjectNode body, String name, int absent) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw HubRefusal.invalid(name + " must be a whole number of seconds.");
    }
    return node.intValue();
  }
}
