package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as it passes, whatever happens to the clock: what the clock would say, had nobody moved it
 * in this life of the engine.
 */
public final class SteadyTime {
  /** Whoever could not be asked while nobody was there is asked once more, and has so long. */
  private static final Duration ONCE_MORE = Duration.ofMinutes(1);

  private Duration moved = Duration.ZERO;
  private Instant awakeSince = Instant.EPOCH;

  /** The clock was moved by that. */
  public void clockMoved(Duration by) {
    moved = moved.plus(by);
  }

  /** By how much in all, in this life. */
  public Duration moved() {
    return moved;
  }

  /** That time by the clock of now. */
  public Instant of(Instant byClock) {
    return byClock.minus(moved);
  }

  /** The reverse. */
  public Instant byClock(Instant steady) {
    return steady.plus(moved);
  }

  /** The engine has started, or goes on after it stood still. */
  public void woke(Instant byClock) {
    awakeSince = of(byClock);
  }

  /**
   * When a wait for somebody who answers may end, by the clock of now: no earlier than a moment
   * after the start, where it began before that.
   *
   * @param began in steady time
   * @param wait how long it is
   * @param end when it is over, by the clock of now
   */
  public Instant onceMore(Instant began, Duration wait, Instant end) {
    if (!began.isBefore(awakeSince)) {
      return end;
    }
    Instant earliest = byClock(awakeSince.plus(wait.compareTo(ONCE_MORE) < 0 ? wait : ONCE_MORE));
    return end.isAfter(earliest) ? end : earliest;
  }
}
