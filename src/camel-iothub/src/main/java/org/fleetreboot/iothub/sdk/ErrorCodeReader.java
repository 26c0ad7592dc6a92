package org.fleetreboot.iothub.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.iothub.client.HubErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the six-digit code in an error. The hub writes it as a member of the body, as JSON text
 * within its {@code Message}, as an object in that place, or as the name of the code in front of a
 * text; a header has it too.
 */
final class ErrorCodeReader {
  private static final String HEADER = "iothub-errorcode";
  private static final Pattern SIX_DIGITS = Pattern.compile("[1-9]\\d{5}");
  private static final Pattern NAMED = Pattern.compile("ErrorCode:\\s*(\\w+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object in a text in an object: deeper nesting does not occur. */
  private static final int DEEPEST = 3;

  private ErrorCodeReader() {}

  /** The code; empty if there is none, as in a gateway's error page. */
  static OptionalInt codeOf(HttpsResponse answer) {
    Optional<Integer> inBody = inText(answer.text(), DEEPEST);
    Optional<Integer> code = inBody.isPresent() ? inBody : numberOrName(answer.header(HEADER));
    return code.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> inText(String text, int depth) {
    String stripped = text.strip();
    if (stripped.startsWith("{") && depth > 0) {
      try {
        return inObject(JSON.readTree(stripped), depth - 1);
      } catch (JsonProcessingException noJson) {
        return Optional.empty();
      }
    }
    Matcher named = NAMED.matcher(stripped);
    return named.lookingAt() ? numberOrName(named.group(1)) : Optional.empty();
  }

  private static Optional<Integer> inObject(JsonNode error, int depth) {
    for (String member : new String[] {"errorCode", "ErrorCode"}) {
      Optional<Integer> code = numberOrName(error.path(member).asText());
      if (code.isPresent()) {
        return code;
      }
    }
    for (String member : new String[] {"Message", "message"}) {
      JsonNode message = error.path(member);
      Optional<Integer> code =
          message.isObject() && depth > 0
              ? inObject(message, depth - 1)
              : inText(message.asText(), depth);
      if (code.isPresent()) {
        return code;
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> numberOrName(@Nullable String code) {
    if (code == null) {
      return Optional.empty();
    }
    return SIX_DIGITS.matcher(code).matches()
        ? Optional.of(Integer.valueOf(code))
        : HubErrorCode.of(code).map(HubErrorCode::number);
  }
}
