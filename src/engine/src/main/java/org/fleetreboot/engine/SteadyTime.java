package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as it passes, whatever happens to the clock: what the clock would say, had nobody moved it
 * in this life of the engine.
 */
final class SteadyTime {
  private Duration moved = Duration.ZERO;

  /** The clock was moved by that. */
  void clockMoved(Duration by) {
    moved = moved.plus(by);
  }

  /** That time by the clock of now. */
  Instant of(Instant byClock) {
    return byClock.minus(moved);
  }

  /** The reverse. */
  Instant byClock(Instant steady) {
    return steady.plus(moved);
  }
}
