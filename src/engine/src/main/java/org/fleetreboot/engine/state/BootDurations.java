package org.fleetreboot.engine.state;

import java.time.Duration;
import java.util.Arrays;
import org.fleetreboot.workflow.options.PollOptions;

/**
 * How long the devices of a group took to come back. It tells when a first poll is likely to find a
 * device up.
 *
 * <p>It learns anew each time the engine starts. Not thread-safe.
 */
final class BootDurations {
  /** Fewer samples say nothing about other devices. */
  private static final int FEWEST = 5;

  /** How many recent samples count: new firmware, or the time of day, may change what is usual. */
  private static final int KEPT = 64;

  /**
   * The share of devices that are back when the first poll comes. A later poll costs time, an
   * earlier one a second read.
   */
  private static final double PERCENTILE = 0.9;

  private final long[] millis = new long[KEPT];
  private int count;
  private Duration usual = Duration.ZERO;

  /** A device came back this long after its answer. */
  void add(Duration took) {
    millis[count % KEPT] = Math.max(0, took.toMillis());
    count++;
    int known = Math.min(count, KEPT);
    long[] sorted = Arrays.copyOf(millis, known);
    Arrays.sort(sorted);
    usual = Duration.ofMillis(sorted[(int) Math.ceil(known * PERCENTILE) - 1]);
  }

  /** The plan, with its first poll moved to when devices of this group are usually back. */
  PollOptions learned(PollOptions plan) {
    return plan.learnFirstPoll() && count >= FEWEST && usual.compareTo(plan.firstPoll()) > 0
        ? plan.with().firstPoll(usual).build()
        : plan;
  }
}
