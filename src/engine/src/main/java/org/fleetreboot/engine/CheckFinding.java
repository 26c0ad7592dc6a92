package org.fleetreboot.engine;

import java.time.Duration;

/** The answer of a check: whether a chain may continue, or a device may be called. */
public sealed interface CheckFinding {

  /** It may. */
  record Go() implements CheckFinding {}

  /** It must not: the chain fails, or the device is skipped. */
  record Veto(String reason) implements CheckFinding {}

  /**
   * It may not yet.
   *
   * @param retryAfter when to ask again: 1 s to 1 day; other values are brought into this range
   */
  record NotNow(String reason, Duration retryAfter) implements CheckFinding {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public NotNow {
      if (retryAfter.compareTo(SHORTEST) < 0) {
        retryAfter = SHORTEST;
      } else if (retryAfter.compareTo(LONGEST) > 0) {
        retryAfter = LONGEST;
      }
    }
  }
}
