package org.fleetreboot.reboot.run;

import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/** A message in the form that the journal keeps: text. A restarted run begins with the same. */
final class MessageText {

  /** What quartz: puts beside the message; of the scheduler, not of the run. */
  private static final Set<String> QUARTZ =
      Set.of(
          "calendar",
          "fireTime",
          "jobDetail",
          "jobInstance",
          "jobRunTime",
          "mergedJobDataMap",
          "nextFireTime",
          "previousFireTime",
          "refireCount",
          "result",
          "scheduledFireTime",
          "scheduler",
          "trigger",
          "triggerGroup");

  private static final Set<String> OWN =
      Set.of(RebootConstants.RUN_ID, RebootConstants.RUN_IS_NEW, RebootConstants.BY);

  /** What names of headers begin with that Camel and the source itself add. */
  private static final Set<String> SOURCES = Set.of("Camel", "JMS", "kafka.");

  /** Credentials have no place in a journal. */
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

  private MessageText() {}

  /**
   * The body as text; null when there is none.
   *
   * @throws IllegalArgumentException for objects: text would not bring them back
   */
  static @Nullable String body(Message message) {
    Object body = message.getBody();
    if (body == null || body instanceof String) {
      return (String) body;
    }
    if (body instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (body instanceof StreamCache
        || body instanceof InputStream
        || body instanceof Reader
        || body instanceof WrappedFile) {
      return message.getBody(String.class);
    }
    throw new IllegalArgumentException(
        "A "
            + body.getClass().getName()
            + " cannot start a run, for it has to outlive a restart: make the body text, with"
            + " marshal for instance.");
  }

  /**
   * The headers as text, without those that set options.
   *
   * @throws IllegalArgumentException for objects, but those that Camel and the source itself add
   */
  static Map<String, String> headers(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    boolean scheduled = message.getHeader("jobDetail") != null;
    message
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (value == null
                  || OWN.contains(name)
                  || name.startsWith(RebootConstants.OPTION)
                  || CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))
                  || (scheduled && QUARTZ.contains(name))) {
                return;
              }
              if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                headers.put(name, value.toString());
              } else if (SOURCES.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException(
                    "The header "
                        + name
                        + " is a "
                        + value.getClass().getName()
                        + " and cannot start a run, for it has to outlive a restart: make it text,"
                        + " or remove it.");
              }
            });
    return headers;
  }
}
