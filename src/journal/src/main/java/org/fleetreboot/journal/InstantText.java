package org.fleetreboot.journal;

import com.ethlo.time.ITU;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Instants as ISO 8601 writes them, in the form of {@link Instant#toString}. {@code
 * DateTimeFormatter} takes about ten times as long, and with two or three instants in each event it
 * took a tenth of the time of a reboot.
 */
final class InstantText {
  /** The years of four digits, which the library knows. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private InstantText() {}

  static String of(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
      return instant.toString();
    }
    // Instant.atOffset would make the rules of the zone anew each time.
    OffsetDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC)
            .atOffset(ZoneOffset.UTC);
    return ITU.formatUtc(time, fractionDigits(time.getNano()));
  }

  private static int fractionDigits(int nanos) {
    if (nanos == 0) {
      return 0;
    }
    if (nanos % 1_000_000 == 0) {
      return 3;
    }
    return nanos % 1_000 == 0 ? 6 : 9;
  }

  /**
   * @throws java.time.format.DateTimeParseException if it is no instant
   */
  static Instant parse(String text) {
    // A sign begins a year of more than four digits.
    boolean hasLongYear = text.startsWith("+") || text.startsWith("-");
    return hasLongYear ? Instant.parse(text) : ITU.parseDateTime(text).toInstant();
  }
}
