package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.fleetreboot.workflow.DurationWords;

/**
 * From when to when an option of a group makes sense. Every one has an end: instants are added to
 * them, in rules that must not fail.
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
   * Makes sure that an option is within.
   *
   * @throws IllegalArgumentException when it is not, with its name, its value and the range
   */
  void require(String option, Duration value) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is %s; give %s to %s."
              .formatted(
                  option,
                  DurationWords.of(value),
                  DurationWords.of(least),
                  DurationWords.of(most)));
    }
  }
}
