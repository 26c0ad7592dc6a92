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

/** A message as the journal stores it: as text, with which a restarted run begins again. */
final class MessageText {

  /** What quartz: adds to the message; it belongs to the scheduler, not to the run. */
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

  /** The prefixes of headers that Camel and the source add. */
  private static final Set<String> SOURCES = Set.of("Camel", "JMS", "kafka.");

  /** Credentials must not be stored in a journal. */
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

  private MessageText() {}

  /**
   * The body as text; null if there is none.
   *
   * @throws IllegalArgumentException for objects, which cannot be restored from text
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
            + " cannot start a run, because a run must survive a restart: convert the body to text, with"
            + " marshal for instance.");
  }

  /**
   * The headers as text, except those that set options.
   *
   * @throws IllegalArgumentException for objects, unless Camel or the source added them
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
                        + " and cannot start a run, because a run must survive a restart: convert it to text,"
                        + " or remove it.");
              }
            });
    return headers;
  }
}
