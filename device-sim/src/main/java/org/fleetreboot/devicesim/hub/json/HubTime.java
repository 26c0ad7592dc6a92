package org.fleetreboot.devicesim.hub.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two formats of instants on the wire. */
public final class HubTime {
  /** The wire format of "never". */
  public static final String NEVER = "0001-01-01T00:00:00";

  // .NET's ticks of 100 ns: seven digits.
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HubTime() {}

  /** {@code 2026-11-23T10:15:30.1234567Z}, as in {@code $lastUpdated}. */
  public static String stamp(Instant instant) {
    return STAMP.format(instant);
  }

  /** {@code 2026-11-23T10:15:30}, as in device identities. */
  public static String seconds(Instant instant) {
    return SECONDS.format(instant);
  }
}
