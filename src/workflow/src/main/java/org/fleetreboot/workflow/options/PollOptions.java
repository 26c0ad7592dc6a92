package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * When the twins of a group's devices are polled.
 *
 * @param firstPoll how long after the answer the first poll comes, from 0 s to 7 days
 * @param pollEvery how long after a poll the next one comes, from 1 ms to 7 days; grows with every
 *     poll that saw no change
 * @param learnFirstPoll whether the first poll follows the times that the group's devices took to
 *     come back; it is never earlier than {@code firstPoll}
 */
@RecordBuilder
public record PollOptions(Duration firstPoll, Duration pollEvery, boolean learnFirstPoll) {

  /** The default. */
  public static final PollOptions DEFAULT =
      new PollOptions(Duration.ofSeconds(5), Duration.ofSeconds(10), true);

  public PollOptions {
    DurationRange.upToAWeek(Duration.ZERO).require("firstPoll", firstPoll);
    DurationRange.upToAWeek(Duration.ofMillis(1)).require("pollEvery", pollEvery);
  }

  /** A builder that starts with these options. */
  public PollOptionsBuilder with() {
    return PollOptionsBuilder.builder(this);
  }
}
