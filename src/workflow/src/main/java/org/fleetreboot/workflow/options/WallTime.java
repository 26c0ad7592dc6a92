package org.fleetreboot.workflow.options;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When clocks on a wall show a time. One that a change of the clocks skips is the instant of the
 * change; one that comes twice is the earlier.
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
   * The first of some times that comes after an instant; null when there is none. Each comes once,
   * in the hour that comes twice, too.
   *
   * @param next the first of them after another; null when there is none
   */
  public static @Nullable Instant next(
      Instant after, ZoneId zone, Function<LocalDateTime, @Nullable LocalDateTime> next) {
    LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    boolean isSecondPass =
        change != null && change.isOverlap() && !after.isBefore(change.getInstant());
    // All that the hour shows a second time has been.
    LocalDateTime time =
        next.apply(isSecondPass ? change.getDateTimeBefore().minusNanos(1) : shown);
    return time == null ? null : instant(time, zone);
  }
}
