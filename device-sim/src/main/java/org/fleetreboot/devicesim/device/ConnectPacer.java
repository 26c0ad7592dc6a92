package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the connections of many devices evenly over time, because a hub throttles new ones (100 a
 * second on the small tiers). Where the hub turns devices away all the same, all of them slow down
 * together. Thread-safe.
 */
final class ConnectPacer {
  /** Half of what the small tiers take. */
  private static final long FIRST_SLOW_SPACING = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long LONGEST_SPACING = TimeUnit.SECONDS.toNanos(1);

  private final long ownSpacing;
  private long spacing;
  private long next;
  private long slowedAt;

  /**
   * A pace that starts now.
   *
   * @param perSecond connections a second; 0 for no limit but the hub's
   * @param nowNanos the monotonic time at which the first may go
   */
  ConnectPacer(double perSecond, long nowNanos) {
    this.ownSpacing = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.spacing = ownSpacing;
    this.next = nowNanos;
    this.slowedAt = nowNanos;
  }

  /** Takes the next free place; says how long to wait for it. */
  synchronized Duration reserve(long nowNanos) {
    boolean idle = nowNanos - next > LONGEST_SPACING;
    if (idle) {
      // Whoever was waiting is in: what slowed them down is over.
      spacing = ownSpacing;
    }
    long place = next - nowNanos > 0 ? next : nowNanos;
    next = place + spacing;
    return Duration.ofNanos(place - nowNanos);
  }

  /**
   * Slows down, since the hub has too many connections to make. A place taken before the last
   * slow-down says nothing about the pace since then.
   *
   * @param reservedNanos when the place was taken for the connection that was turned away
   */
  synchronized void turnedAway(long reservedNanos, long nowNanos) {
    if (spacing > ownSpacing && reservedNanos - slowedAt <= 0) {
      return;
    }
    spacing = Math.min(Math.max(spacing * 2, FIRST_SLOW_SPACING), LONGEST_SPACING);
    slowedAt = nowNanos;
  }
}
