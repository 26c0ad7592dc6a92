package org.fleetreboot.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The polls that are under way, by number.
 *
 * @param <T> what is polled
 */
final class PollLeases<T> {
  /** A poll that takes longer than this never ends. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final Map<Long, T> underWay = new HashMap<>();

  /** When each poll expires, the oldest first: all leases are equally long. */
  private final ArrayDeque<Expiry> expiring = new ArrayDeque<>();

  private final LongSupplier numbers;

  /**
   * @param numbers gives each poll its number
   */
  PollLeases(LongSupplier numbers) {
    this.numbers = numbers;
  }

  /** Begins a poll; returns its number. */
  long begin(T what, Instant now) {
    long number = numbers.getAsLong();
    underWay.put(number, what);
    expiring.add(new Expiry(number, now.plus(LEASE)));
    return number;
  }

  /** Ends a poll; returns null if it had ended before. */
  @Nullable T end(long number) {
    return underWay.remove(number);
  }

  /** The numbers of the polls that have expired without ending. */
  List<Long> expired(Instant now) {
    List<Long> expired = new ArrayList<>();
    for (Expiry first = expiring.peek(); first != null; first = expiring.peek()) {
      boolean isUnderWay = underWay.containsKey(first.number());
      if (isUnderWay && first.at().isAfter(now)) {
        break;
      }
      expiring.remove();
      if (isUnderWay) {
        expired.add(first.number());
      }
    }
    return expired;
  }

  /** The clock was moved by this much: each lease lasts as long as before. */
  void clockMoved(Duration by) {
    List<Expiry> moved =
        expiring.stream().map(poll -> new Expiry(poll.number(), poll.at().plus(by))).toList();
    expiring.clear();
    expiring.addAll(moved);
  }

  private record Expiry(long number, Instant at) {}
}
