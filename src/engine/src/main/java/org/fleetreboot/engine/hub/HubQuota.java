package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubTier;
import org.jspecify.annotations.Nullable;

/**
 * Our share of what the tier of the hub allows, and what is left of it now.
 *
 * <p>Devices send their reports and connect by themselves: these limits are kept by pacing the
 * calls that cause them. A 429 halves the rates. They recover by a tenth for each second without
 * one. Not thread-safe.
 */
public final class HubQuota {
  /**
   * The share of the rate that always remains, because only sending shows that the hub accepts
   * requests again.
   */
  private static final double SLOWEST = 0.05;

  private static final double RECOVERY_PER_SECOND = 0.1;

  /**
   * Calls are sent a moment after their turns, and a stall brings several moments together. With
   * this burst, four fifths of the rate stay within a second of the hub even if a second's worth of
   * calls arrives at once.
   */
  private static final Duration CALLS_AT_ONCE = Duration.ofMillis(250);

  /** Polls are asked for in batches, which may be a second apart. */
  private static final Duration READS_AT_ONCE = Duration.ofSeconds(1);

  private final TokenBucket calls;
  private final TokenBucket reads;
  private double factor = 1;
  private @Nullable Instant recovering;

  public HubQuota(HubTier tier, int units, double share) {
    double paced = Math.min(tier.calls(units), Math.min(tier.reports(units), tier.connects(units)));
    this.calls = new TokenBucket(paced * share, CALLS_AT_ONCE);
    this.reads = new TokenBucket(tier.reads(units) * share, READS_AT_ONCE);
  }

  /** What is left of it now. */
  public HubHeadroom headroom(Instant now) {
    recover(now);
    return new HubHeadroom(
        calls.perSecond(), reads.perSecond(), factor, calls.free(now), reads.free(now));
  }

  /** Takes the cost of a turn: one call, and the read of the twin before it. */
  public boolean takeTurn(Instant now) {
    recover(now);
    if (!calls.has(now) || !reads.has(now)) {
      return false;
    }
    calls.take();
    reads.take();
    return true;
  }

  /** When the next turn can be had. */
  public Instant nextTurn(Instant now) {
    Instant call = calls.next(now);
    Instant read = reads.next(now);
    return call.isAfter(read) ? call : read;
  }

  /** The call of a turn was not made. */
  public void giveBackCall() {
    calls.giveBack();
  }

  public boolean takeRead(Instant now) {
    recover(now);
    if (!reads.has(now)) {
      return false;
    }
    reads.take();
    return true;
  }

  /** The hub refused with 429. */
  public void throttled(Instant now) {
    // Refusals within one second are about the same excess.
    if (recovering == null || !now.isBefore(recovering.plusSeconds(1)) || factor == 1) {
      setFactor(now, Math.max(SLOWEST, factor / 2));
      recovering = now;
    }
  }

  private void recover(Instant now) {
    if (recovering == null) {
      return;
    }
    if (now.isBefore(recovering)) {
      recovering = now; // the clock was set back
    }
    long seconds = Duration.between(recovering, now).toSeconds();
    if (seconds > 0) {
      setFactor(now, Math.min(1, factor + seconds * RECOVERY_PER_SECOND));
      recovering = factor == 1 ? null : recovering.plusSeconds(seconds);
    }
  }

  private void setFactor(Instant now, double share) {
    factor = share;
    calls.factor(now, share);
    reads.factor(now, share);
  }
}
