package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Drives an engine by hand, with a clock that is moved by hand, for tests that must not wait.
 *
 * <p>The engine makes its steps on the calling thread, and never by itself. Not thread-safe.
 */
public final class ManualDrive implements AutoCloseable {
  private final DurableEngine engine;
  private final EngineLoop loop;
  private final ManualClock clock;

  private ManualDrive(DurableEngine engine, ManualClock clock) {
    this.engine = engine;
    this.loop = engine.loop();
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

  /** The state in memory, for tests that compare it with the journal. */
  public Fleet fleet() {
    return engine.fleet();
  }

  /** Makes one step, for waiting commands and for what is due. */
  public void step() {
    makeStep(null);
  }

  private void makeStep(@Nullable ClockReading last) {
    try {
      var unused = loop.step(Duration.ZERO, last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes steps until no command waits and nothing is due. */
  public void settle() {
    do {
      step();
    } while (loop.hasWork());
  }

  /** Lets time pass, and makes each step when it is due. */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    for (Instant due = loop.nextDue(); due != null && due.isBefore(end); due = loop.nextDue()) {
      clock.advanceTo(due);
      settle();
    }
    clock.advanceTo(end);
    settle();
  }

  /** Lets time pass while the program stands still: stopped by a signal, or asleep. */
  public void standStill(Duration by) {
    ClockReading last = loop.readClocks();
    clock.advance(by);
    makeStep(last);
    settle();
  }

  /** Moves the clock, forward or back, while no time passes. */
  public void moveClock(Duration by) {
    long nanos = loop.readClocks().nanos();
    Instant before = clock.instant();
    clock.advance(by);
    // The monotonic clock is derived from this one, so the earlier reading is moved along.
    makeStep(new ClockReading(before, nanos + by.toNanos()));
    settle();
  }

  @Override
  public void close() {
    engine.close();
  }
}
