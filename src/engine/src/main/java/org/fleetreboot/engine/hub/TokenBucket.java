package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Allows a number of tokens per second, and after a quiet time a short burst. Not thread-safe. */
public final class TokenBucket {
  private final double perSecond;
  private final double burst;
  private double factor = 1;
  private double tokens;
  private @Nullable Instant filledAt;

  /**
   * @param atOnce the burst: the time whose tokens may be taken at once after a quiet time
   */
  public TokenBucket(double perSecond, Duration atOnce) {
    this.perSecond = perSecond;
    // A whole token must fit, however slow the rate.
    this.burst = Math.max(1, perSecond * atOnce.toMillis() / 1_000);
    this.tokens = burst;
  }

  /** Behaves as if the last token had been taken then. */
  public void emptiedAt(Instant when) {
    tokens = 0;
    filledAt = when;
  }

  /** The clock was moved by this much: the number of tokens stays. */
  public void clockMoved(Duration by) {
    filledAt = filledAt == null ? null : filledAt.plus(by);
  }

  /** Changes the rate to this share of the full rate. */
  public void factor(Instant now, double share) {
    fill(now);
    factor = share;
    tokens = Math.min(tokens, Math.max(1, burst * share));
  }

  /** The rate while it is not lowered. */
  public double perSecond() {
    return perSecond;
  }

  /** The share of the tokens that can be taken at once, from 0 to 1. */
  public double free(Instant now) {
    fill(now);
    return Math.max(0, tokens) / Math.max(1, burst * factor);
  }

  public boolean has(Instant now) {
    fill(now);
    return tokens >= 1;
  }

  public void take() {
    tokens -= 1;
  }

  /** Puts back a token that was not used. */
  public void giveBack() {
    tokens = Math.min(Math.max(1, burst * factor), tokens + 1);
  }

  /** When the next token is available. */
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
    // Also if the clock was set back: waiting for it to catch up would stop everything.
    filledAt = now;
  }
}
