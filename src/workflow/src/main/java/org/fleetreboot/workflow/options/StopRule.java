package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How many devices of a group may end badly before the group stops calling. Devices in flight are
 * then polled to their end.
 *
 * @param maxFailed how many may end rejected, not confirmed, unknown or failed
 * @param maxOffline how many may end offline
 * @param maxRejected how many may end rejected; null for as many as {@code maxFailed} allows
 * @param maxNotConfirmed how many may end not confirmed; null likewise
 * @param maxUnknown how many may end unknown; null likewise
 * @param minSample from 1: in a group of at least this size a percentage refers to the settled
 *     devices, once this many are settled; in a smaller group it refers to the whole group, and at
 *     least one device may end badly
 */
@RecordBuilder
public record StopRule(
    Limit maxFailed,
    Limit maxOffline,
    @Nullable Limit maxRejected,
    @Nullable Limit maxNotConfirmed,
    @Nullable Limit maxUnknown,
    int minSample) {

  /** The default. */
  public static final StopRule DEFAULT = of(new Limit(5, true), new Limit(100, true), 20);

  public StopRule {
    if (minSample < 1) {
      throw new IllegalArgumentException("minSample is " + minSample + "; give 1 or more.");
    }
  }

  /** A rule that counts the failures together. */
  public static StopRule of(Limit maxFailed, Limit maxOffline, int minSample) {
    return new StopRule(maxFailed, maxOffline, null, null, null, minSample);
  }

  /**
   * Which limit these outcomes break, for people; null while they break none.
   *
   * @param targets how many devices the group has
   */
  public @Nullable String brokenBy(Tally tally, int targets) {
    String broken = broken("maxFailed", maxFailed, tally.failed(), tally, targets);
    broken = or(broken, "maxOffline", maxOffline, Outcome.OFFLINE, tally, targets);
    broken = or(broken, "maxRejected", maxRejected, Outcome.REJECTED, tally, targets);
    broken = or(broken, "maxNotConfirmed", maxNotConfirmed, Outcome.NOT_CONFIRMED, tally, targets);
    return or(broken, "maxUnknown", maxUnknown, Outcome.UNKNOWN, tally, targets);
  }

  private @Nullable String or(
      @Nullable String earlier,
      String name,
      @Nullable Limit limit,
      Outcome of,
      Tally tally,
      int targets) {
    return earlier == null ? broken(name, limit, tally.of(of), tally, targets) : earlier;
  }

  private @Nullable String broken(
      String name, @Nullable Limit limit, int count, Tally tally, int targets) {
    int settled = tally.settled();
    return limit != null && limit.isBrokenBy(count, settled, targets, minSample)
        ? name + " " + limit + ": " + count + " of " + settled + " settled"
        : null;
  }

  /** A builder that starts with these options. */
  public StopRuleBuilder with() {
    return StopRuleBuilder.builder(this);
  }
}
