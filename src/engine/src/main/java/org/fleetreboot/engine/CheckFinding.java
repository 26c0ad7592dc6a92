package org.fleetreboot.engine;

import java.time.Duration;

/** What a check says: of a chain that wants to go on, or of a device that is to be called. */
public sealed interface CheckFinding {

  /** Nothing speaks against it. */
  record Go() implements CheckFinding {}

  /** It must not be: the chain ends, or the device is skipped. */
  record Veto(String reason) implements CheckFinding {}

  /**
   * It cannot be now.
   *
   * @param retryAfter when to ask again: from a second to a day
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
