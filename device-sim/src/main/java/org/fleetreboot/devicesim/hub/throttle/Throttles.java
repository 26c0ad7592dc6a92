package org.fleetreboot.devicesim.hub.throttle;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The throttles of a tier, one bucket for each limit. Unlike the real hub, which queues for a while
 * first, this one refuses at once what is over the limit and its burst. Thread-safe.
 */
public final class Throttles {
  private final Map<Limit, TokenBucket> buckets;
  private final HubCounters counters;

  private Throttles(Map<Limit, TokenBucket> buckets, HubCounters counters) {
    this.buckets = buckets;
    this.counters = counters;
  }

  /** No limits at all. */
  public static Throttles off(HubCounters counters) {
    return new Throttles(Map.of(), counters);
  }

  /** The limits of a tier. */
  public static Throttles of(HubTier tier, int units, HubClock clock, HubCounters counters) {
    Map<Limit, TokenBucket> buckets = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      double perSecond = tier.perSecond(limit, units);
      buckets.put(
          limit, new TokenBucket(perSecond, perSecond * limit.span().toSeconds(), clock::nanoTime));
    }
    return new Throttles(buckets, counters);
  }

  /** Lets one operation pass, or refuses it with 429001. */
  public void admit(Limit limit) {
    admit(limit, 1);
  }

  /**
   * Lets one operation pass, or refuses it with 429001.
   *
   * @param tokens how many plain operations it counts for
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
   * Takes one operation's worth, for work of the hub itself that can wait.
   *
   * @return zero when it may pass, else how long until the next try
   */
  public Duration take(Limit limit) {
    return take(limit, 1);
  }

  private Duration take(Limit limit, int tokens) {
    TokenBucket bucket = buckets.get(limit);
    return bucket == null ? Duration.ZERO : bucket.take(tokens);
  }
}
