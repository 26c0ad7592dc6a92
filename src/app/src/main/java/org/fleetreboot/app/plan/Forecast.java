package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/**
 * The estimated end of a step.
 *
 * @param ends null if its window does not open within a year
 * @param leftOver how many devices do not fit into its window, and are skipped
 */
public record Forecast(@Nullable Instant ends, int leftOver) {
  /** A plan cannot cover windows of more nights than a year has. */
  private static final int MOST_WINDOWS = 400;

  /** For a step that takes this long from {@code begins} on, at any time. */
  static Forecast of(Instant begins, Duration takes) {
    return new Forecast(begins.plus(takes), 0);
  }

  /**
   * For a group that only calls within a window.
   *
   * @param takes how long it takes without a window, including the last device
   * @param last how much of that passes after the last call
   */
  static Forecast of(
      Instant begins,
      int devices,
      Duration takes,
      Duration last,
      WindowRule rule,
      Duration confirmWithin) {
    Duration calls = takes.minus(last);
    Duration left = calls.isNegative() ? Duration.ZERO : calls;
    Instant at = begins;
    for (int windows = 0; windows < MOST_WINDOWS; windows++) {
      Instant opens = rule.window().nextCall(at, confirmWithin);
      Instant closes = opens == null ? null : rule.window().lastCall(opens, confirmWithin);
      if (opens == null || closes == null) {
        break;
      }
      Duration open = Duration.between(opens, closes);
      if (left.compareTo(open) <= 0) {
        return new Forecast(opens.plus(left).plus(last), 0);
      }
      left = left.minus(open);
      if (rule.windowEnd() == WindowRule.End.SKIP) {
        return new Forecast(closes.plus(last), share(devices, left, calls));
      }
      at = closes;
    }
    return new Forecast(null, rule.windowEnd() == WindowRule.End.SKIP ? devices : 0);
  }

  /** How many devices are called in that part of the time. */
  private static int share(int devices, Duration part, Duration whole) {
    return (int) Math.round(devices * (part.toMillis() / (double) whole.toMillis()));
  }
}
