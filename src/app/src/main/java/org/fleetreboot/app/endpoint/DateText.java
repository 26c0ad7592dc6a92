package org.fleetreboot.app.endpoint;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A date that Camel reads leniently: the 30th of February is the 2nd of March to it. */
final class DateText {
  private static final String ZONED = "yyyy-MM-dd'T'HH:mm:ssz";

  private DateText() {}

  /** What is wrong with the start or end of a schedule; null if it is read as written. */
  static @Nullable String zoned(String text) {
    return strictly(text, ZONED)
        ? null
        : "invalid time '%s'; write it like 2027-03-01T02:00:00UTC".formatted(text);
  }

  /** Whether all of the text is a time of that pattern. */
  static boolean strictly(String text, String pattern) {
    SimpleDateFormat format =
        new SimpleDateFormat(pattern, Locale.getDefault(Locale.Category.FORMAT));
    format.setLenient(false);
    ParsePosition end = new ParsePosition(0);
    return format.parse(text, end) != null && end.getIndex() == text.length();
  }
}
