package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Time that passes evenly, whatever happens to the clock: what the clock would say if nobody had
 * moved it since the engine started.
 */
public final class SteadyTime {
  /**
   * After a standstill, a check or a device is asked once more, and has at least this long to
   * answer.
   */
  private static final Duration ONCE_MORE = Duration.ofMinutes(1);

  private Duration moved = Duration.ZERO;
  private Instant awakeSince = Instant.EPOCH;

  /** The clock was moved by this much. */
  void clockMoved(Duration by) {
    moved = moved.plus(by);
  }

  /** By how much the clock has been moved in all since the engine started. */
  public Duration moved() {
    return moved;
  }

  /** Converts a time of the current clock to steady time. */
  public Instant of(Instant byClock) {
    return byClock.minus(moved);
  }

  /** Converts steady time to a time of the current clock. */
  public Instant byClock(Instant steady) {
    return steady.plus(moved);
  }

  /** The engine has started, or continues after a standstill. */
  public void woke(Instant byClock) {
    awakeSince = of(byClock);
  }

  /**
   * When a wait for an answer may end, by the current clock. If the wait began before the last
   * start or standstill, it ends no earlier than a moment after that.
   *
   * @param began in steady time
   * @param wait how long it is
   * @param end when it would be over, by the current clock
   */
  public Instant extendedEnd(Instant began, Duration wait, Instant end) {
    if (!began.isBefore(awakeSince)) {
      return end;
    }
    Instant earliest = byClock(awakeSince.plus(wait.compareTo(ONCE_MORE) < 0 ? wait : ONCE_MORE));
    return end.isAfter(earliest) ? end : earliest;
  }
}
