package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A device's answer as the hub reports it: {@code {"status":200,"payload":...}}.
 *
 * <p>The payload comes from the device, and devices write JSON by hand. Whatever is wrong with it,
 * the hub wrote the status, so it is found by the outermost level of braces alone.
 */
final class AnswerBody {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final String text;
  private int at;

  private AnswerBody(String text) {
    this.text = text;
  }

  /**
   * Reads the answer. If the payload is not JSON, it is the whole text.
   *
   * @throws IllegalStateException if no status can be found: nobody knows what the device answered
   */
  static MethodAnswer read(byte[] body) {
    AnswerBody answer = new AnswerBody(new String(body, UTF_8));
    Integer status = answer.status();
    if (status == null) {
      throw new IllegalStateException("The answer of the method has no status.");
    }
    return new MethodAnswer(status, answer.payload(body));
  }

  private @Nullable Object payload(byte[] body) {
    try {
      return Json.read(body, OBJECT).get("payload");
    } catch (IOException e) {
      return text;
    }
  }

  /** The first status of the outermost object; null if there is none, or it is cut off. */
  private @Nullable Integer status() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        String name = string();
        if (depth == 1 && name.equals("status") && takesColon()) {
          return number();
        }
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        at++;
      }
    }
    return null;
  }

  /** The string that begins here, as written; the position moves behind it. */
  private String string() {
    int begin = ++at;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    String string = text.substring(begin, Math.min(at, text.length()));
    at++;
    return string;
  }

  private boolean takesColon() {
    skipBlanks();
    boolean colon = at < text.length() && text.charAt(at) == ':';
    at += colon ? 1 : 0;
    return colon;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  /** The int at this position; null if there is none. At the end of the text it may be cut off. */
  private @Nullable Integer number() {
    skipBlanks();
    String number;
    if (at < text.length() && text.charAt(at) == '"') {
      number = string();
    } else {
      int begin = at;
      while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      number = text.substring(begin, at);
    }
    try {
      return at < text.length() && number.length() <= 20
          ? new BigDecimal(number).intValueExact()
          : null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}
