package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.fleetreboot.workflow.DurationFormat;

/**
 * The range of a duration option. Every range is bounded, because rules that must not fail add
 * durations to instants.
 */
record DurationRange(Duration least, Duration most) {
  /** A device that takes longer has not come back. */
  private static final Duration WEEK = Duration.ofDays(7);

  private static final Duration YEAR = Duration.ofDays(366);

  static DurationRange upToAWeek(Duration least) {
    return new DurationRange(least, WEEK);
  }

  static DurationRange upToAYear(Duration least) {
    return new DurationRange(least, YEAR);
  }

  static DurationRange ofSeconds(long least, long most) {
    return new DurationRange(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  /**
   * Requires an option to be within the range.
   *
   * @throws IllegalArgumentException if it is not, with its name, its value and the range
   */
  void require(String option, Duration value) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is %s; give %s to %s."
              .formatted(
                  option,
                  DurationFormat.of(value),
                  DurationFormat.of(least),
                  DurationFormat.of(most)));
    }
  }
}
