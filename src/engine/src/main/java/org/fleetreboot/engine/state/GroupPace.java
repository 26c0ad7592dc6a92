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

/** How many of a group may be called now: its places, and its rate. Not thread-safe. */
public final class GroupPace {
  /** After a quiet time no more than this catches up: a rate is there to spread calls. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Pace pace;
  private final @Nullable TokenBucket calls;

  /** Until when confirmed devices keep their places, the earliest first. */
  private final ArrayDeque<Instant> held = new ArrayDeque<>();

  private double growth = 1;

  public GroupPace(Pace pace) {
    this.pace = pace;
    Rate rate = pace.rate();
    this.calls = rate == null ? null : new TokenBucket(rate.perSecond(), AT_ONCE);
  }

  /** In an earlier life of the program a device of the group was called then. */
  void calledAt(Instant last) {
    if (calls != null) {
      calls.emptiedAt(last);
    }
  }

  /** A life begins: whoever holds a place was confirmed by now. */
  public void begin(Instant now) {
    Instant last = now.plus(pace.hold());
    List<Instant> known = List.copyOf(held);
    held.clear();
    known.forEach(until -> held.add(until.isAfter(last) ? last : until));
  }

  /** The clock was moved by that: places are held, and calls apart, for as long as before. */
  public void clockMoved(Duration by) {
    List<Instant> moved = held.stream().map(until -> until.plus(by)).toList();
    held.clear();
    held.addAll(moved);
    if (calls != null) {
      calls.clockMoved(by);
    }
  }

  /** A device of the group is confirmed: it keeps its place for a while. */
  public void confirmed(Instant at) {
    if (!pace.hold().isZero()) {
      held.add(at.plus(pace.hold()));
    }
  }

  /** Whether one more may be in flight, beside those that are. */
  public boolean hasPlace(GroupState state, int flying, Instant now) {
    while (!held.isEmpty() && !held.peek().isAfter(now)) {
      held.remove();
    }
    return flying + held.size() < pace.mostInFlight(state.targets()) && mayBeAway(state, flying, 0);
  }

  /**
   * Whether one more may be away.
   *
   * @param others how many are away that the group has not called
   */
  public boolean mayBeAway(GroupState state, int flying, int others) {
    return flying + state.tally().lost() + others < pace.mostDown(state.targets());
  }

  /** When the next place that is held becomes free; null when none is. */
  public @Nullable Instant nextPlace() {
    return held.peek();
  }

  /** When the rate allows the next call; {@code now} when it does. */
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

  /** A device is called. */
  public void take() {
    if (calls != null) {
      calls.take();
    }
  }

  /** It was not called after all. */
  public void giveBack() {
    if (calls != null) {
      calls.giveBack();
    }
  }
}
