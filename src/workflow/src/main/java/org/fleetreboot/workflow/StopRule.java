package org.fleetreboot.workflow;

import org.jspecify.annotations.Nullable;

/**
 * How many devices of a group may end badly before the rest of it is left out.
 *
 * @param maxFailed how many may end rejected, not confirmed, unknown or failed
 * @param maxOffline how many may end offline
 * @param minSample a percentage of fewer settled devices stops nothing; from 1
 */
public record StopRule(Limit maxFailed, Limit maxOffline, int minSample) {

  /** The rule of a group that names no other. */
  public static final StopRule DEFAULT = new StopRule(new Limit(5, true), new Limit(100, true), 20);

  public StopRule {
    if (minSample < 1) {
      throw new IllegalArgumentException("minSample is " + minSample + "; give 1 or more.");
    }
  }

  /** Which limit these outcomes break, in words; null while they break none. */
  @Nullable String brokenBy(Tally tally) {
    String failed = broken("maxFailed", maxFailed, tally.failed(), tally);
    return failed == null
        ? broken("maxOffline", maxOffline, tally.of(Outcome.OFFLINE), tally)
        : failed;
  }

  private @Nullable String broken(String name, Limit limit, int count, Tally tally) {
    int settled = tally.settled();
    return limit.isBrokenBy(count, settled, minSample)
        ? name + " " + limit + ": " + count + " of " + settled + " settled"
        : null;
  }
}
