package org.fleetreboot.reboot.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.reboot.RetryAfter;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.jspecify.annotations.Nullable;

/** A device's answer: its status and payload. */
final class AnswerPayload {
  private static final ObjectMapper JSON = new JsonMapper();

  private AnswerPayload() {}

  /**
   * The answer with that status.
   *
   * @param sent the payload of the call: an endpoint without an answer leaves it in the message,
   *     and it may contain a secret
   * @param keepResponse whether to keep the answer's payload
   */
  static Answered of(int status, Exchange answer, @Nullable Object sent, boolean keepResponse) {
    Message message = answer.getMessage();
    // Compares identity, not content: a device may echo its payload.
    Object payload = message.getBody() == sent ? null : message.getBody();
    return new Answered(
        status, keepResponse ? response(message, payload) : null, retryAfter(payload));
  }

  private static @Nullable String response(Message message, @Nullable Object payload) {
    if (payload == null) {
      return null;
    }
    if (isJson(payload)) {
      try {
        return JSON.writeValueAsString(payload);
      } catch (JsonProcessingException e) {
        // An object from a route, which is stored as text.
      }
    }
    String text = message.getBody(String.class);
    return text == null ? payload.toString() : text;
  }

  private static boolean isJson(Object payload) {
    return payload instanceof Map
        || payload instanceof Iterable
        || payload instanceof String
        || payload instanceof Number
        || payload instanceof Boolean;
  }

  private static @Nullable Duration retryAfter(@Nullable Object payload) {
    Object retryAfter = payload instanceof Map<?, ?> map ? map.get("retryAfter") : null;
    if (retryAfter == null) {
      return null;
    }
    try {
      return RetryAfter.of(retryAfter);
    } catch (IllegalArgumentException e) {
      // Not a time: the device is called again after the default delay.
      return null;
    }
  }
}
