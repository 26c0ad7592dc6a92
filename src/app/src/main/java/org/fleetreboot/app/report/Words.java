package org.fleetreboot.app.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them. */
public final class Words {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private Words() {}

  /** A moment, in the zone of this machine. */
  public static String time(Instant instant) {
    return LOCAL.format(instant);
  }
}
