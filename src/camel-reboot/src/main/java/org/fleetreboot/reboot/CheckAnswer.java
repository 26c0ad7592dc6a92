package org.fleetreboot.reboot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.reboot.redaction.Redaction;
import org.fleetreboot.workflow.device.RebootEvent.Noted;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's answer to a check: in headers, as the body {@code false}, or as a JSON object with
 * {@code veto}, or with {@code retryAfter} and {@code reason}, so that a web server can answer too.
 */
final class CheckAnswer {
  /** Used when the endpoint failed or named no time. */
  static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** The maximum length of a streamed answer. */
  private static final int LONGEST = 10_000;

  private static final String SAID_NO = "the check said no";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckAnswer() {}

  static CheckFinding of(Exchange answer) {
    if (answer.getException() != null) {
      return failed(
          answer.getException().getMessage() == null
              ? answer.getException().getClass().getSimpleName()
              : answer.getException().getMessage());
    }
    try {
      return of(answer.getMessage());
    } catch (JsonProcessingException e) {
      return failed("its answer is broken JSON");
    } catch (IOException e) {
      return failed("its answer broke off: " + e.getMessage());
    }
  }

  private static CheckFinding of(Message message) throws IOException {
    CheckFinding inHeaders =
        finding(
            message.getHeader(RebootConstants.VETO, String.class),
            message.getHeader(RebootConstants.RETRY_AFTER, String.class),
            message.getHeader(RebootConstants.REASON, String.class));
    return inHeaders == null ? inBody(message.getBody()) : inHeaders;
  }

  private static CheckFinding inBody(@Nullable Object body) throws IOException {
    if (body instanceof Map<?, ?> map) {
      return orGo(finding(text(map, "veto"), text(map, "retryAfter"), text(map, "reason")));
    }
    String text = text(body);
    if (text.equalsIgnoreCase("false")) {
      return new CheckFinding.Veto(SAID_NO);
    }
    if (!text.startsWith("{")) {
      return new CheckFinding.Go();
    }
    if (body instanceof InputStream rest && rest.read() >= 0) {
      return failed("its answer is longer than %,d bytes".formatted(LONGEST));
    }
    JsonNode json = JSON.readTree(text);
    return orGo(finding(text(json, "veto"), text(json, "retryAfter"), text(json, "reason")));
  }

  /** Null if neither header objects. */
  private static @Nullable CheckFinding finding(
      @Nullable String veto, @Nullable String retryAfter, @Nullable String reason) {
    if (veto != null && !veto.isBlank() && !veto.strip().equalsIgnoreCase("false")) {
      // {"veto": true, "reason": "audit"}: the reason is a field of its own.
      boolean bare = veto.strip().equalsIgnoreCase("true");
      return new CheckFinding.Veto(cut(bare ? orElse(reason, SAID_NO) : veto.strip()));
    }
    if (retryAfter == null) {
      return null;
    }
    String why = cut(orElse(reason, "the check said not now"));
    try {
      return new CheckFinding.NotNow(why, RetryAfter.of(retryAfter));
    } catch (IllegalArgumentException e) {
      return failed(why + " (its time: " + e.getMessage() + ")");
    }
  }

  private static CheckFinding failed(String why) {
    return new CheckFinding.NotNow(cut(Redaction.of(why)), AFTER_FAILURE);
  }

  private static String orElse(@Nullable String reason, String otherwise) {
    return reason == null || reason.isBlank() ? otherwise : reason.strip();
  }

  private static String cut(String reason) {
    return reason.length() > Noted.LONGEST ? reason.substring(0, Noted.LONGEST) : reason;
  }

  private static CheckFinding orGo(@Nullable CheckFinding finding) {
    return finding == null ? new CheckFinding.Go() : finding;
  }

  private static @Nullable String text(Map<?, ?> map, String name) {
    Object value = map.get(name);
    return value == null ? null : value.toString();
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    // An object that contains anything is not a yes.
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Any kind of text, without a byte order mark; empty for other bodies. */
  private static String text(@Nullable Object body) throws IOException {
    if (body instanceof CharSequence || body instanceof Boolean || body instanceof JsonNode) {
      return plain(body.toString());
    }
    if (body instanceof byte[] bytes) {
      return decoded(bytes);
    }
    if (body instanceof InputStream stream) {
      return decoded(stream.readNBytes(LONGEST));
    }
    return "";
  }

  /** In UTF-8, or in UTF-16 if it has a byte order mark. */
  private static String decoded(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    boolean isUtf16 = mark == 0xFEFF || mark == 0xFFFE;
    return plain(new String(bytes, isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
  }

  private static String plain(String text) {
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
  }
}
