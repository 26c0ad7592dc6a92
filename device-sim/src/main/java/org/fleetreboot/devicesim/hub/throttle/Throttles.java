package org.fleetreboot.devicesim.hub.throttle;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The throttles of a tier, one token bucket per limit, which can be enforced and lifted at any
 * time. Unlike the real hub, which queues first, this one refuses requests beyond the limit and its
 * burst at once. Thread-safe.
 */
public final class Throttles {
  private final HubTier tier;
  private final int units;
  private final HubClock clock;
  private final HubCounters counters;
  // Empty while lifted.
  private volatile Map<Limit, TokenBucket> buckets = Map.of();

  /** The throttles of a tier, not enforced yet. */
  public Throttles(HubTier tier, int units, HubClock clock, HubCounters counters) {
    this.tier = tier;
    this.units = units;
    this.clock = clock;
    this.counters = counters;
  }

  /** Whether they are in force. */
  public boolean inForce() {
    return !buckets.isEmpty();
  }

  /** Enforces the throttles, with full buckets, or lifts them; has no effect if nothing changes. */
  public synchronized void inForce(boolean wanted) {
    if (wanted != inForce()) {
      buckets = wanted ? full() : Map.of();
    }
  }

  private Map<Limit, TokenBucket> full() {
    Map<Limit, TokenBucket> full = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      double perSecond = tier.perSecond(limit, units);
      full.put(
          limit, new TokenBucket(perSecond, perSecond * limit.span().toSeconds(), clock::nanoTime));
    }
    return full;
  }

  /** Admits one operation, or refuses it with 429001. */
  public void admit(Limit limit) {
    admit(limit, 1);
  }

  /**
   * Admits one operation, or refuses it with 429001.
   *
   * @param tokens the number of tokens that it takes
   */
  public void admit(Limit limit, int tokens) {
    Duration wait = take(limit, tokens);
    if (wait.isZero()) {
      return;
    }
    counters.add(Count.THROTTLED);
    throw HubRefusal.throttled(
        "Too many " + limit.words() + ": the tier's limit is reached.", wait);
  }

  /**
   * Takes one token for internal work that can wait.
   *
   * @return zero when admitted, else how long to wait before the next attempt
   */
  public Duration take(Limit limit) {
    return take(limit, 1);
  }

  private Duration take(Limit limit, int tokens) {
    TokenBucket bucket = buckets.get(limit);
    return bucket == null ? Duration.ZERO : bucket.take(tokens);
  }
}
