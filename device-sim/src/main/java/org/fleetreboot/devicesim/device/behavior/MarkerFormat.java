package org.fleetreboot.devicesim.device.behavior;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The time format of a boot marker; each tutorial has its own. */
public enum MarkerFormat {
  /** ISO 8601 in UTC with microseconds: {@code 2026-11-23T03:10:00.123456Z}. */
  ISO_UTC("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX", true, ChronoUnit.MICROS),
  /** What JavaScript's {@code toISOString} writes: {@code 2026-11-23T03:10:00.123Z}. */
  ISO_UTC_MILLIS("yyyy-MM-dd'T'HH:mm:ss.SSSX", true, ChronoUnit.MILLIS),
  /**
   * What Java's {@code LocalDateTime} writes, without a zone: {@code 2026-11-23T04:10:00.123456}.
   */
  ISO_LOCAL("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", false, ChronoUnit.MICROS),
  /** What Python's {@code str(datetime.now())} writes: {@code 2026-11-23 04:10:00.123456}. */
  SPACED_LOCAL("yyyy-MM-dd HH:mm:ss.SSSSSS", false, ChronoUnit.MICROS);

  private final DateTimeFormatter pattern;
  private final boolean utc;
  private final ChronoUnit precision;

  MarkerFormat(String pattern, boolean utc, ChronoUnit precision) {
    this.pattern = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    this.utc = utc;
    this.precision = precision;
  }

  public String write(Instant instant, ZoneId zone) {
    return pattern.withZone(utc ? ZoneOffset.UTC : zone).format(instant);
  }

  /** The smallest difference between two instants that this format shows. */
  public ChronoUnit precision() {
    return precision;
  }
}
