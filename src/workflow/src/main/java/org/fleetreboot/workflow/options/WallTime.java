package org.fleetreboot.workflow.options;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a wall clock shows a time. A time that a clock change skips is the instant of the change; a
 * time that comes twice is the earlier one.
 */
public final class WallTime {
  private WallTime() {}

  public static Instant instant(LocalDateTime time, ZoneId zone) {
    ZonedDateTime zoned = time.atZone(zone);
    if (!zoned.toLocalDateTime().equals(time)) {
      return zone.getRules().getTransition(time).getInstant();
    }
    return zoned.withEarlierOffsetAtOverlap().toInstant();
  }

  /**
   * The first of some times after an instant; null if there is none. Each comes once, even in the
   * hour that comes twice.
   *
   * @param next gives the first of these times after another; null if there is none
   */
  public static @Nullable Instant next(
      Instant after, ZoneId zone, Function<LocalDateTime, @Nullable LocalDateTime> next) {
    LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    boolean isSecondPass =
        change != null && change.isOverlap() && !after.isBefore(change.getInstant());
    // All times that the hour shows a second time have passed.
    LocalDateTime time =
        next.apply(isSecondPass ? change.getDateTimeBefore().minusNanos(1) : shown);
    return time == null ? null : instant(time, zone);
  }
}
