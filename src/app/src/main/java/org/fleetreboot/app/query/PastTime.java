package org.fleetreboot.app.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time that a person names: a date, which begins at midnight; a time of a date; or how long ago
 * it was. Without an offset it is in the zone of this machine, as are the times that are shown.
 */
public final class PastTime {
  /** The remedy for an invalid text, after "use". */
  public static final String EXAMPLES =
      "a date like 2026-10-01, a time like 2026-10-01T02:30, or how long ago, like 30d or 12h";

  private static final Pattern AGO =
      Pattern.compile("(?=\\d)(?:(\\d{1,5})d)?(?:(\\d{1,7})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private static final List<BiFunction<String, ZoneId, Instant>> DATES =
      List.of(
          (text, zone) -> LocalDate.parse(text).atStartOfDay(zone).toInstant(),
          (text, zone) -> LocalDateTime.parse(text).atZone(zone).toInstant(),
          (text, zone) -> OffsetDateTime.parse(text).toInstant());

  private PastTime() {}

  /**
   * The time that the text names.
   *
   * @param now the end of a duration
   * @throws IllegalArgumentException if it names none; the message has the remedy
   */
  public static Instant parse(String text, Instant now) {
    return parse(text, now, ZoneId.systemDefault());
  }

  static Instant parse(String text, Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(
          Duration.ofDays(number(ago.group(1)))
              .plusHours(number(ago.group(2)))
              .plusMinutes(number(ago.group(3)))
              .plusSeconds(number(ago.group(4))));
    }
    for (BiFunction<String, ZoneId, Instant> date : DATES) {
      try {
        return date.apply(text, zone);
      } catch (DateTimeException another) {
        // The next notation, or the refusal below.
      }
    }
    throw new IllegalArgumentException("invalid time '" + text + "'; use " + EXAMPLES);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
