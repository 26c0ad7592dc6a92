package org.fleetreboot.engine.state;

import java.time.Duration;
import java.util.Arrays;
import org.fleetreboot.workflow.options.PollOptions;

/**
 * How long the devices of a group took to come back: when a first poll is likely to see it.
 *
 * <p>Learned anew in each life of the engine. Not thread-safe.
 */
final class BootDurations {
  /** Fewer say nothing about the others. */
  private static final int FEWEST = 5;

  /** The last ones: firmware, or the hour, may change what is usual. */
  private static final int KEPT = 64;

  /** Nine of ten are back then: a later poll costs time, an earlier one a second read. */
  private static final double BACK_BY_THEN = 0.9;

  private final long[] millis = new long[KEPT];
  private int count;
  private Duration usual = Duration.ZERO;

  /** A device came back that long after its answer. */
  public void add(Duration took) {
    millis[count % KEPT] = Math.max(0, took.toMillis());
    count++;
    int known = Math.min(count, KEPT);
    long[] sorted = Arrays.copyOf(millis, known);
    Arrays.sort(sorted);
    usual = Duration.ofMillis(sorted[(int) Math.ceil(known * BACK_BY_THEN) - 1]);
  }

  /** The plan, with the first poll when devices of this group are usually back. */
  public PollOptions learned(PollOptions plan) {
    return plan.learnFirstPoll() && count >= FEWEST && usual.compareTo(plan.firstPoll()) > 0
        ? plan.with().firstPoll(usual).build()
        : plan;
  }
}
