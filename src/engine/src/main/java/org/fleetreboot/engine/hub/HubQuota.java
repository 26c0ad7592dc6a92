package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.HubTier;
import org.jspecify.annotations.Nullable;

/**
 * What the hub's tier allows, times our share, and what is left of it now.
 *
 * <p>Reports and reconnects are not ours to send: they are kept in bounds by pacing the calls that
 * cause them. On a 429 the rates are halved, and recover by a tenth each second without one. Not
 * thread-safe.
 */
public final class HubQuota {
  /** However often the hub refuses, a twentieth of the rate goes on: it is how we notice. */
  private static final double SLOWEST = 0.05;

  private static final double RECOVERY_PER_SECOND = 0.1;

  /**
   * Calls leave a moment after their turns, and a stall brings several moments together: with this
   * burst, four fifths of the rate stay within the hub's second even when a second's worth arrives
   * at once.
   */
  private static final Duration CALLS_AT_ONCE = Duration.ofMillis(250);

  /** Polls are asked for in pulses, which may be a second apart. */
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

  /** Takes what a turn costs: one call, and the read of the baseline before it. */
  public boolean takeTurn(Instant now) {
    recover(now);
    if (!calls.has(now) || !reads.has(now)) {
      return false;
    }
    calls.take();
    reads.take();
    return true;
  }

  /** When a turn may be had. */
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
    // Refusals of the same second speak of the same excess.
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
