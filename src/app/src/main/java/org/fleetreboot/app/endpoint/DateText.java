package org.fleetreboot.app.endpoint;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Validates a date, which Camel reads leniently: it takes the 30th of February for the 2nd of
 * March.
 */
final class DateText {
  private static final String ZONED = "yyyy-MM-dd'T'HH:mm:ssz";

  private DateText() {}

  /** What is wrong with the start or end of a schedule; null if it is valid. */
  static @Nullable String zoned(String text) {
    return strictly(text, ZONED)
        ? null
        : "invalid time '%s'; write it like 2027-03-01T02:00:00UTC".formatted(text);
  }

  /** Whether the whole text is a time in that pattern. */
  static boolean strictly(String text, String pattern) {
    SimpleDateFormat format =
        new SimpleDateFormat(pattern, Locale.getDefault(Locale.Category.FORMAT));
    format.setLenient(false);
    ParsePosition end = new ParsePosition(0);
    return format.parse(text, end) != null && end.getIndex() == text.length();
  }
}
