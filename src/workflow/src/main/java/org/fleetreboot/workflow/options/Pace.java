package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How fast a group goes.
 *
 * @param maxInFlight how many devices may be between their turn and their outcome at once: a number
 *     from 1, or a percentage of the group, of which one at least is in flight
 * @param maxDown how many devices of the group may be away at once: those in flight, and those that
 *     have not come back; null for any number
 * @param rate how many are called in a time; null for as fast as the hub's quota allows
 * @param rateGrowth how the rate grows; null for not
 * @param holdAfterConfirm how long a confirmed device counts as in flight still, from 0 s to 366
 *     days
 */
public record Pace(
    Limit maxInFlight,
    @Nullable Limit maxDown,
    @Nullable Rate rate,
    @Nullable RateGrowth rateGrowth,
    @Nullable Duration holdAfterConfirm) {

  /** The pace of a group that names no other. */
  public static final Pace DEFAULT = inFlight(new Limit(10, false));

  public Pace {
    requireOne("maxInFlight", maxInFlight);
    if (maxDown != null) {
      requireOne("maxDown", maxDown);
    }
    if (rateGrowth != null && rate == null) {
      throw new MissingOption(
          "rate",
          "rateGrowth is " + rateGrowth + ", but there is no rate to grow: name one like 10/m.");
    }
    if (holdAfterConfirm != null) {
      DurationRange.upToAYear(Duration.ZERO).require("holdAfterConfirm", holdAfterConfirm);
    }
  }

  /** So many at once, else without a limit. */
  public static Pace inFlight(Limit most) {
    return new Pace(most, null, null, null, null);
  }

  private static void requireOne(String name, Limit limit) {
    if (limit.amount() < (limit.percentage() ? Double.MIN_VALUE : 1)) {
      throw new IllegalArgumentException(
          name + " is " + limit + "; give 1 or more, or a percentage above 0%.");
    }
  }

  /** How many of a group of that size may be in flight at once, from 1. */
  public int mostInFlight(int targets) {
    return Math.max(1, maxInFlight.of(targets));
  }

  /** How many of a group of that size may be away at once, from 1. */
  public int mostDown(int targets) {
    return maxDown == null ? Integer.MAX_VALUE : maxDown.bears(targets);
  }

  /** Why nobody can be called any more, in words; null while somebody can. */
  public @Nullable String blockedBy(Tally tally, int targets) {
    int lost = tally.lost();
    return maxDown != null && lost >= mostDown(targets)
        ? "maxDown " + maxDown + ": " + lost + " of " + targets + " have not come back"
        : null;
  }

  /** How many times its rate the group may go at, once so many are confirmed. */
  public double growth(int confirmed) {
    return rateGrowth == null ? 1 : rateGrowth.factor(confirmed);
  }

  /** How long a confirmed device counts as in flight still. */
  public Duration hold() {
    return holdAfterConfirm == null ? Duration.ZERO : holdAfterConfirm;
  }
}
