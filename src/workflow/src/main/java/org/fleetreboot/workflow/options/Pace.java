package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How fast a group calls its devices.
 *
 * @param maxInFlight how many devices may be between their turn and their outcome at once: a number
 *     from 1, or a percentage of the group, at least one device
 * @param maxDown how many devices of the group may be down at once: those in flight, and those that
 *     have not come back; null for any number
 * @param rate how many calls per unit of time; null for as many as the hub's quota allows
 * @param rateGrowth how the rate grows; null if it does not
 * @param holdAfterConfirm how long a confirmed device still counts as in flight, from 0 s to 366
 *     days
 */
@RecordBuilder
public record Pace(
    Limit maxInFlight,
    @Nullable Limit maxDown,
    @Nullable Rate rate,
    @Nullable RateGrowth rateGrowth,
    @Nullable Duration holdAfterConfirm) {

  /** The default. */
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

  /** A pace that only limits how many devices are in flight. */
  public static Pace inFlight(Limit most) {
    return new Pace(most, null, null, null, null);
  }

  private static void requireOne(String name, Limit limit) {
    if (limit.amount() < (limit.percentage() ? Double.MIN_VALUE : 1)) {
      throw new IllegalArgumentException(
          name + " is " + limit + "; give 1 or more, or a percentage above 0%.");
    }
  }

  /** How many devices of a group of that size may be in flight at once, from 1. */
  public int mostInFlight(int targets) {
    return Math.max(1, maxInFlight.of(targets));
  }

  /** How many devices of a group of that size may be down at once, from 1. */
  public int mostDown(int targets) {
    return maxDown == null ? Integer.MAX_VALUE : maxDown.atLeastOneOf(targets);
  }

  /** Why no device can be called any more; null while one can. */
  public @Nullable String blockedBy(Tally tally, int targets) {
    int lost = tally.lost();
    return maxDown != null && lost >= mostDown(targets)
        ? "maxDown " + maxDown + ": " + lost + " of " + targets + " have not come back"
        : null;
  }

  /** The factor on the group's rate after that many confirmed devices. */
  public double growth(int confirmed) {
    return rateGrowth == null ? 1 : rateGrowth.factor(confirmed);
  }

  /** How long a confirmed device still counts as in flight. */
  public Duration hold() {
    return holdAfterConfirm == null ? Duration.ZERO : holdAfterConfirm;
  }

  /** A builder that starts with these options. */
  public PaceBuilder with() {
    return PaceBuilder.builder(this);
  }
}
