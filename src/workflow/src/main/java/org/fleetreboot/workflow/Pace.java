package org.fleetreboot.workflow;

/**
 * How fast a group goes.
 *
 * @param maxInFlight how many devices may be between their turn and their outcome at once: a number
 *     from 1, or a percentage of the group, of which one at least is in flight
 */
public record Pace(Limit maxInFlight) {

  /** The pace of a group that names no other. */
  public static final Pace DEFAULT = new Pace(new Limit(10, false));

  public Pace {
    if (maxInFlight.amount() < (maxInFlight.percentage() ? Double.MIN_VALUE : 1)) {
      throw new IllegalArgumentException(
          "maxInFlight is " + maxInFlight + "; give 1 or more, or a percentage above 0%.");
    }
  }

  /** How many of a group of that size may be in flight at once, from 1. */
  public int mostInFlight(int targets) {
    return Math.max(1, maxInFlight.of(targets));
  }
}
