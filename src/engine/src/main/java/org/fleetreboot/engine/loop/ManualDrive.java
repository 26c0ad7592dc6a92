package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.journal.Journal;

/**
 * Drives an engine by hand, under a clock that is moved by hand: for tests that must not wait.
 *
 * <p>The engine makes its steps on the thread that calls this, and never by itself. Not
 * thread-safe.
 */
public final class ManualDrive implements AutoCloseable {
  private final DurableEngine engine;
  private final ManualClock clock;

  private ManualDrive(DurableEngine engine, ManualClock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Opens an engine on that journal; all its randomness comes from the seed. */
  public static ManualDrive open(
      Journal journal, EngineSettings settings, ManualClock clock, long seed) {
    return new ManualDrive(DurableEngine.manual(journal, settings, clock, seed), clock);
  }

  public Engine engine() {
    return engine;
  }

  /** The state in memory, for tests that hold it against the journal. */
  public Fleet fleet() {
    return engine.fleet();
  }

  /** Makes one step: what has been asked for, and what is due. */
  public void step() {
    try {
      engine.step(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes steps until nothing waits and nothing is due. */
  public void settle() {
    do {
      step();
    } while (engine.hasWork());
  }

  /** Lets the time pass, and makes each step when it is due. */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    for (Instant due = engine.nextDue(); due != null && due.isBefore(end); due = engine.nextDue()) {
      clock.advanceTo(due);
      settle();
    }
    clock.advanceTo(end);
    settle();
  }

  /** Lets the time pass while the program stands still: stopped by a signal, or asleep. */
  public void standStill(Duration by) {
    Pulse last = engine.pulse();
    clock.advance(by);
    stepAfter(last);
  }

  /** Moves the clock, forward or back, while no time passes. */
  public void moveClock(Duration by) {
    long nanos = engine.pulse().nanos();
    Instant before = clock.instant();
    clock.advance(by);
    // As the monotonic clock counts from now on, it counted then.
    stepAfter(new Pulse(before, nanos + by.toNanos()));
  }

  private void stepAfter(Pulse last) {
    try {
      engine.stepAfter(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    settle();
  }

  @Override
  public void close() {
    engine.close();
  }
}
