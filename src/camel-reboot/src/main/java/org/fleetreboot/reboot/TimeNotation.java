package org.fleetreboot.reboot;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The notation of durations in routes and settings: {@code 250ms}, {@code 10s}, {@code 1h30m}, a
 * number of milliseconds, or ISO 8601 as in {@code PT10M}.
 *
 * <p>Camel's own converter accepts these too, but turns many invalid texts, such as {@code 10x},
 * into 0.
 */
public final class TimeNotation {
  /** The remedy for an invalid text, after "use". */
  public static final String EXAMPLES = "a time like 250ms, 10s or 1h30m";

  /** Nine digits: even that many days fit into a long in milliseconds. */
  private static final Pattern UNITS =
      Pattern.compile(
          "(?=\\d)(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

  private TimeNotation() {}

  /**
   * Parses a duration from 0 to a year; nothing here waits longer.
   *
   * @throws IllegalArgumentException if it is invalid or longer
   */
  public static Duration parse(String text) {
    Duration time = read(text);
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("'" + text + "' is longer than a year.");
    }
    return time;
  }

  private static Duration read(String text) {
    if (MILLIS.matcher(text).matches()) {
      return Duration.ofMillis(Long.parseLong(text));
    }
    Matcher units = UNITS.matcher(text);
    if (units.matches()) {
      return Duration.ofDays(number(units.group(1)))
          .plusHours(number(units.group(2)))
          .plusMinutes(number(units.group(3)))
          .plusSeconds(number(units.group(4)))
          .plusMillis(number(units.group(5)));
    }
    try {
      Duration time = Duration.parse(text);
      if (!time.isNegative()) {
        return time;
      }
    } catch (DateTimeException notInThatNotationEither) {
      // Reported below, with examples.
    }
    throw new IllegalArgumentException("invalid duration '" + text + "'; use " + EXAMPLES + ".");
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
