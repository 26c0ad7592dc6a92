package org.fleetreboot.app.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds times of a schedule, starting with the latest: there may have been millions. */
final class PlannedTimes {
  /** Times are at least this far apart. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final Function<Instant, @Nullable Instant> next;

  /**
   * @param next returns the first time after another; null if there is none
   */
  PlannedTimes(Function<Instant, @Nullable Instant> next) {
    this.next = next;
  }

  /**
   * The latest times between two instants, both exclusive, in order.
   *
   * @param most the maximum number
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

  /** Halves the interval that contains it, down to the minimum distance. */
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
    // There is room for only one more.
    Instant later = next.apply(last);
    return isBefore(later, end) ? later : last;
  }

  private static boolean isBefore(@Nullable Instant time, Instant end) {
    return time != null && time.isBefore(end);
  }
}
