package org.fleetreboot.reboot;

import java.time.Duration;
import java.util.regex.Pattern;

/** When an endpoint or device that cannot act now wants to be asked again. */
public final class RetryAfter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /** A year; longer values are probably mistakes, and a year is as good. */
  private static final double MOST_SECONDS = 366.0 * 24 * 3_600;

  private RetryAfter() {}

  /**
   * Reads a delay. A bare number is in seconds, as in the header Retry-After of RFC 9110; text may
   * also be a duration as in routes.
   *
   * @param value a number or text
   * @return from 0 to 366 days
   * @throws IllegalArgumentException if it is not a delay
   */
  public static Duration of(Object value) {
    if (value instanceof Number number) {
      return seconds(number.doubleValue());
    }
    String text = value.toString().strip();
    return NUMBER.matcher(text).matches()
        ? seconds(Double.parseDouble(text))
        : TimeNotation.parse(text);
  }

  private static Duration seconds(double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("invalid time " + seconds + "; use seconds from 0 on.");
    }
    return Duration.ofMillis(Math.round(Math.min(seconds, MOST_SECONDS) * 1_000));
  }
}
