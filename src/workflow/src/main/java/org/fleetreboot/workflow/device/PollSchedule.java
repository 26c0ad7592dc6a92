package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.options.PollOptions;

/** When to poll the twin of a device that was called. */
public final class PollSchedule {
  /** The interval grows by half with every poll that saw no change... */
  private static final double GROWTH = 1.5;

  /** ... up to this many times the first. */
  private static final double MOST = 6;

  /** How often a device that ended in doubt is polled: watching it for a day costs 96 reads. */
  private static final Duration SPARSE = Duration.ofMinutes(15);

  private PollSchedule() {}

  /**
   * When to poll next.
   *
   * @param now the moment of the answer, or of the previous poll
   * @param polls how many polls there were, from 0
   * @param deadline a poll at or after it gives the verdict; an interval that would pass it ends at
   *     it. After it, inconclusive polls follow each other every {@code pollEvery}
   * @param jitter in [0, 1): up to a tenth of the interval is added
   */
  public static Instant next(
      PollOptions plan, Instant now, int polls, Instant deadline, double jitter) {
    if (!now.isBefore(deadline)) {
      return now.plus(withJitter(plan.pollEvery(), jitter));
    }
    Duration interval = polls == 0 ? plan.firstPoll() : grown(plan.pollEvery(), polls);
    Instant next = now.plus(withJitter(interval, jitter));
    return next.isAfter(deadline) ? deadline : next;
  }

  /** When to poll a device again that ended in doubt. */
  public static Instant sparse(Instant now, double jitter) {
    return now.plus(withJitter(SPARSE, jitter));
  }

  private static Duration grown(Duration pollEvery, int polls) {
    double factor = Math.min(MOST, Math.pow(GROWTH, polls - 1.0));
    return Duration.ofMillis((long) (pollEvery.toMillis() * factor));
  }

  private static Duration withJitter(Duration interval, double jitter) {
    return interval.plusMillis((long) (interval.toMillis() * jitter / 10));
  }
}
