package org.fleetreboot.app.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats instants for people. */
public final class TimeText {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private TimeText() {}

  /** In the local time of this machine. */
  public static String time(Instant instant) {
    return LOCAL.format(instant);
  }
}
