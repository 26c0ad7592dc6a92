package org.fleetreboot.devicesim.device.mqtt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the connections of many devices evenly over time, because a hub throttles new ones (100 a
 * second on the small tiers). If the hub nevertheless refuses devices, all of them slow down
 * together. Thread-safe.
 */
final class ConnectPacer {
  /** Half the rate of the small tiers. */
  private static final long FIRST_SLOW_SPACING = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long LONGEST_SPACING = TimeUnit.SECONDS.toNanos(1);

  private final long ownSpacing;
  private long spacing;
  private long next;
  private long slowedAt;

  /**
   * A pace that starts now.
   *
   * @param perSecond connections per second; 0 for no limit
   * @param nowNanos the monotonic time of the first connection
   */
  ConnectPacer(double perSecond, long nowNanos) {
    this.ownSpacing = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.spacing = ownSpacing;
    this.next = nowNanos;
    this.slowedAt = nowNanos;
  }

  /** Reserves the next free slot; returns how long to wait for it. */
  synchronized Duration reserve(long nowNanos) {
    boolean idle = nowNanos - next > LONGEST_SPACING;
    if (idle) {
      // All waiting devices have connected: the hub is no longer overloaded.
      spacing = ownSpacing;
    }
    long place = next - nowNanos > 0 ? next : nowNanos;
    next = place + spacing;
    return Duration.ofNanos(place - nowNanos);
  }

  /**
   * Slows down after the hub refused a connection. A slot reserved before the last slow-down is
   * ignored.
   *
   * @param reservedNanos when the slot of the refused connection was reserved
   */
  synchronized void turnedAway(long reservedNanos, long nowNanos) {
    if (spacing > ownSpacing && reservedNanos - slowedAt <= 0) {
      return;
    }
    spacing = Math.min(Math.max(spacing * 2, FIRST_SLOW_SPACING), LONGEST_SPACING);
    slowedAt = nowNanos;
  }
}
