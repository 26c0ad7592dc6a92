package org.fleetreboot.app.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The times of a schedule, searched from the latest back: it may have had millions. */
final class PlannedTimes {
  /** No two are nearer to each other. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final Function<Instant, @Nullable Instant> next;

  /**
   * @param next gives the first time after another; null if there is none
   */
  PlannedTimes(Function<Instant, @Nullable Instant> next) {
    this.next = next;
  }

  /**
   * The latest of those between two instants, both excluded, in their order.
   *
   * @param most how many at most
   */
  List<Instant> latest(Instant after, Instant before, int most) {
    Deque<Instant> latest = new ArrayDeque<>();
    Instant end = before;
    while (latest.size() < most && isBefore(next.apply(after), end)) {
      end = lastBefore(end, after);
      latest.addFirst(end);
    }
    return List.copyOf(latest);
  }

  /** Halves the span in which it lies, down to the distance of two. */
  private Instant lastBefore(Instant end, Instant after) {
    Instant from = after;
    Instant to = end;
    Instant last = next.apply(after);
    while (from.plus(APART).isBefore(to)) {
      Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
      Instant time = next.apply(middle);
      if (isBefore(time, end)) {
        from = middle;
        last = time;
      } else {
        to = middle;
      }
    }
    // Only one more can lie between.
    Instant later = next.apply(last);
    return isBefore(later, end) ? later : last;
  }

  private static boolean isBefore(@Nullable Instant time, Instant end) {
    return time != null && time.isBefore(end);
  }
}
