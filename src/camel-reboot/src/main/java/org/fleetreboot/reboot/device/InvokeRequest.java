package org.fleetreboot.reboot.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.jspecify.annotations.Nullable;

/** Makes the exchange that calls a direct method. */
final class InvokeRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private InvokeRequest() {}

  static Exchange of(
      Turn turn, @Nullable String hub, InvocationIntended intent, Exchange exchange) {
    Exchange request = HubRequest.copyOf(exchange, hub, turn.device(), payload(turn, intent));
    Message message = request.getMessage();
    message.setHeader(HubHeaders.METHOD_NAME, intent.method());
    message.setHeader(HubHeaders.RESPONSE_TIMEOUT, turn.callOptions().responseTimeout());
    message.setHeader(HubHeaders.CONNECT_TIMEOUT, intent.connectTimeout());
    message.setHeader(HubHeaders.NOT_AFTER, intent.notAfter());
    return request;
  }

  /**
   * The payload of the call. With {@code confirm=echo} it contains the id that the device must
   * report.
   */
  private static @Nullable Object payload(Turn turn, InvocationIntended intent) {
    Object payload = turn.payload() == null ? null : parse(turn.payload());
    if (intent.confirm() != ConfirmBy.ECHO) {
      return payload;
    }
    Map<Object, Object> named = new LinkedHashMap<>();
    if (payload instanceof Map<?, ?> given) {
      named.putAll(given);
    }
    named.put("invocationId", intent.invocation().toString());
    return named;
  }

  private static Object parse(String payload) {
    try {
      return JSON.readValue(payload, Object.class);
    } catch (JsonProcessingException e) {
      // Without the message of the parser, which quotes the payload.
      throw new IllegalArgumentException("The payload is no JSON.");
    }
  }
}
