package org.fleetreboot.workflow.options;

import java.time.Duration;

/**
 * When the twins of a group's devices are polled.
 *
 * @param firstPoll how long after the answer the first time, from 0 s to 7 days
 * @param pollEvery how long until the next one, from 1 ms to 7 days; grows with every poll that saw
 *     no change
 * @param learnFirstPoll whether the first poll follows the times that devices of the group took to
 *     come back, and is never earlier than {@code firstPoll}
 */
public record PollOptions(Duration firstPoll, Duration pollEvery, boolean learnFirstPoll) {

  /** The plan of a group that names no other. */
  public static final PollOptions DEFAULT =
      new PollOptions(Duration.ofSeconds(5), Duration.ofSeconds(10), true);

  public PollOptions {
    DurationRange.upToAWeek(Duration.ZERO).require("firstPoll", firstPoll);
    DurationRange.upToAWeek(Duration.ofMillis(1)).require("pollEvery", pollEvery);
  }

  /** The same with another first poll. */
  public PollOptions pollingFirstAfter(Duration first) {
    return new PollOptions(first, pollEvery, learnFirstPoll);
  }
}
