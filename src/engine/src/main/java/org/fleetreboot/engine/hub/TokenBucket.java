package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** So many a second, and no more than a short time's worth at once. Not thread-safe. */
public final class TokenBucket {
  private final double perSecond;
  private final double burst;
  private double factor = 1;
  private double tokens;
  private @Nullable Instant filledAt;

  /**
   * @param atOnce whose worth may be taken at once after a quiet time
   */
  public TokenBucket(double perSecond, Duration atOnce) {
    this.perSecond = perSecond;
    // However slow, a whole token must still fit.
    this.burst = Math.max(1, perSecond * atOnce.toMillis() / 1_000);
    this.tokens = burst;
  }

  /** As if the last one had been taken then. */
  public void emptiedAt(Instant when) {
    tokens = 0;
    filledAt = when;
  }

  /** The clock was moved by that, and as many are there as before. */
  public void clockMoved(Duration by) {
    filledAt = filledAt == null ? null : filledAt.plus(by);
  }

  /** Slows down, or speeds up again, to this share of the rate. */
  public void factor(Instant now, double share) {
    fill(now);
    factor = share;
    tokens = Math.min(tokens, Math.max(1, burst * share));
  }

  public boolean has(Instant now) {
    fill(now);
    return tokens >= 1;
  }

  public void take() {
    tokens -= 1;
  }

  /** Puts one back that came to nothing. */
  public void giveBack() {
    tokens = Math.min(Math.max(1, burst * factor), tokens + 1);
  }

  /** When the next token is there. */
  public Instant next(Instant now) {
    fill(now);
    double missing = 1 - tokens;
    return missing <= 0
        ? now
        : now.plusNanos((long) Math.ceil(missing / (perSecond * factor) * 1e9));
  }

  private void fill(Instant now) {
    if (filledAt != null && now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
      tokens = Math.min(Math.max(1, burst * factor), tokens + seconds * perSecond * factor);
    }
    // Also when the clock was set back: waiting for it to catch up would stop everything.
    filledAt = now;
  }
}
