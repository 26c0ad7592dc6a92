package org.fleetreboot.app.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words of the page, which shows all times in UTC. */
public final class PageText {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PageText() {}

  /** To the millisecond; empty for null. */
  public static String time(@Nullable Instant at) {
    return at == null ? "" : MILLIS.format(at);
  }

  /** {@code 27 confirmed, 1 rejected}. */
  public static String counts(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
