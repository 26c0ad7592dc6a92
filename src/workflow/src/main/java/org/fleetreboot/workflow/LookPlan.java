package org.fleetreboot.workflow;

import java.time.Duration;

/**
 * When the twins of a group's devices are polled.
 *
 * @param firstLook how long after the answer the first time, from 0 s to 7 days
 * @param lookEvery how long until the next one, from 1 ms to 7 days; grows with every poll that saw
 *     no change
 * @param learnFirstLook whether the first poll follows the times that devices of the group took to
 *     come back, and is never earlier than {@code firstLook}
 */
public record LookPlan(Duration firstLook, Duration lookEvery, boolean learnFirstLook) {

  /** The plan of a group that names no other. */
  public static final LookPlan DEFAULT =
      new LookPlan(Duration.ofSeconds(5), Duration.ofSeconds(10), true);

  public LookPlan {
    DurationRange.upToAWeek(Duration.ZERO).require("firstLook", firstLook);
    DurationRange.upToAWeek(Duration.ofMillis(1)).require("lookEvery", lookEvery);
  }

  /** The same with another first poll. */
  public LookPlan lookingFirstAfter(Duration first) {
    return new LookPlan(first, lookEvery, learnFirstLook);
  }
}
