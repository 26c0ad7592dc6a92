package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the connections of many devices evenly over time, because a hub throttles new ones (100 a
 * second on the small tiers). Thread-safe.
 */
final class ConnectPace {

  private final long spacingNanos;
  private long nextNanos;

  /**
   * A pace that starts now.
   *
   * @param perSecond connections a second; 0 for no limit
   * @param nowNanos the monotonic time at which the first may go
   */
  ConnectPace(double perSecond, long nowNanos) {
    this.spacingNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.nextNanos = nowNanos;
  }

  /** Takes the next free place; says how long to wait for it. */
  synchronized Duration reserve(long nowNanos) {
    long place = nextNanos - nowNanos > 0 ? nextNanos : nowNanos;
    nextNanos = place + spacingNanos;
    return Duration.ofNanos(place - nowNanos);
  }
}
