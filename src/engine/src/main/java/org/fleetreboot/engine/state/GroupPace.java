package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.fleetreboot.engine.hub.TokenBucket;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How many devices of a group may be called now, by its limits and by its rate. Not thread-safe.
 */
public final class GroupPace {
  /** How much of the rate may be caught up after a quiet time. A rate is there to spread calls. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Pace pace;
  private final @Nullable TokenBucket calls;

  /** When the places that confirmed devices keep become free, the earliest first. */
  private final ArrayDeque<Instant> held = new ArrayDeque<>();

  private double growth = 1;

  GroupPace(Pace pace) {
    this.pace = pace;
    Rate rate = pace.rate();
    this.calls = rate == null ? null : new TokenBucket(rate.perSecond(), AT_ONCE);
  }

  /** Before the engine started, the group called its last device at this time. */
  void calledAt(Instant last) {
    if (calls != null) {
      calls.emptiedAt(last);
    }
  }

  /** The engine starts: each device that holds a place was confirmed by now. */
  void begin(Instant now) {
    Instant last = now.plus(pace.hold());
    List<Instant> known = List.copyOf(held);
    held.clear();
    known.forEach(until -> held.add(until.isAfter(last) ? last : until));
  }

  /** The clock was moved by this much. Places are held, and calls spread, for as long as before. */
  void clockMoved(Duration by) {
    List<Instant> moved = held.stream().map(until -> until.plus(by)).toList();
    held.clear();
    held.addAll(moved);
    if (calls != null) {
      calls.clockMoved(by);
    }
  }

  /** A device of the group is confirmed, and keeps its place for a while. */
  void confirmed(Instant at) {
    if (!pace.hold().isZero()) {
      held.add(at.plus(pace.hold()));
    }
  }

  /**
   * Whether one more device may be in flight.
   *
   * @param inFlight how many are
   */
  public boolean hasPlace(GroupState state, int inFlight, Instant now) {
    while (!held.isEmpty() && !held.peek().isAfter(now)) {
      held.remove();
    }
    return inFlight + held.size() < pace.mostInFlight(state.targets())
        && mayBeDown(state, inFlight, 0);
  }

  /**
   * Whether one more device may be down.
   *
   * @param inFlight how many devices of the group are in flight
   * @param others how many devices are down that the group has not called
   */
  public boolean mayBeDown(GroupState state, int inFlight, int others) {
    return inFlight + state.tally().lost() + others < pace.mostDown(state.targets());
  }

  /** When the next held place becomes free; null if none is held. */
  public @Nullable Instant nextPlace() {
    return held.peek();
  }

  /** When the rate allows the next call; {@code now} if it allows one at once. */
  public Instant nextCall(GroupState state, Instant now) {
    if (calls == null) {
      return now;
    }
    double grown = pace.growth(state.tally().of(Outcome.CONFIRMED));
    if (grown != growth) {
      growth = grown;
      calls.factor(now, grown);
    }
    return calls.has(now) ? now : calls.next(now);
  }

  /** Counts a call against the rate. */
  public void take() {
    if (calls != null) {
      calls.take();
    }
  }

  /** Takes back the count of a call that was not made. */
  public void giveBack() {
    if (calls != null) {
      calls.giveBack();
    }
  }
}
