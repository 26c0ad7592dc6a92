package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a time that is near: without its date while that goes without saying. */
public record ShortTime(ZoneId zone) {
  private static final Duration IN_SECONDS = Duration.ofMinutes(10);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAYS =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DATES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** {@code 16:05}, {@code 16:05:07}, {@code Tue 16:05} or {@code 2026-12-24 16:05}. */
  public String at(Instant time, Instant now) {
    ZonedDateTime local = time.atZone(zone);
    Duration apart = Duration.between(now, time).abs();
    if (apart.compareTo(IN_SECONDS) < 0) {
      return SECONDS.format(local);
    }
    if (local.toLocalDate().equals(now.atZone(zone).toLocalDate())) {
      return MINUTES.format(local);
    }
    return apart.toDays() < 6 ? DAYS.format(local) : DATES.format(local);
  }
}
