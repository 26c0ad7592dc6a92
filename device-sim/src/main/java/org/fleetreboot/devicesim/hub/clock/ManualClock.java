package org.fleetreboot.devicesim.hub.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is advanced. Due tasks run in order of their time, on the
 * thread that advances the clock. Thread-safe.
 */
public final class ManualClock implements HubClock {
  private final Instant start;
  private final PriorityQueue<Due> alarms =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private Duration passed = Duration.ZERO;
  private long lastOrder;

  private record Due(Duration at, long order, Runnable task) {}

  private ManualClock(Instant start) {
    this.start = start;
  }

  /** A clock that shows an instant. */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  /** A clock that shows the present, so that tokens of clients with a real clock are valid. */
  public static ManualClock atNow() {
    return new ManualClock(InstantSource.system().instant());
  }

  @Override
  public synchronized Instant instant() {
    return start.plus(passed);
  }

  @Override
  public synchronized long nanoTime() {
    return passed.toNanos();
  }

  /** {@inheritDoc} Here even a delay of zero waits for the next {@link #advance}. */
  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    Due due = new Due(passed.plus(delay), ++lastOrder, task);
    alarms.add(due);
    return () -> cancel(due);
  }

  /** The number of scheduled tasks; a test can wait for the one it needs. */
  public synchronized int alarms() {
    return alarms.size();
  }

  /**
   * Advances the clock, and runs tasks as they become due.
   *
   * @throws IllegalArgumentException when the step is negative
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("A clock cannot go back by " + step);
    }
    Duration target = passed().plus(step);
    for (Due due = next(target); due != null; due = next(target)) {
      due.task().run();
    }
  }

  private synchronized Duration passed() {
    return passed;
  }

  /** Advances to the next task up to a time and removes it; null if there is none. */
  private synchronized @Nullable Due next(Duration target) {
    Due first = alarms.peek();
    boolean due = first != null && first.at().compareTo(target) <= 0;
    moveTo(due && first != null ? first.at() : target);
    return due ? alarms.poll() : null;
  }

  private void moveTo(Duration time) {
    if (time.compareTo(passed) > 0) {
      passed = time;
    }
  }

  private synchronized void cancel(Due due) {
    alarms.remove(due);
  }
}
