package org.fleetreboot.workflow.options;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which devices count as down, beside those that are being rebooted or have not come back, where a
 * group limits how many may be.
 *
 * @param countDisconnected whether those count that the hub says are disconnected
 * @param downForgottenAfter how long a device may be disconnected until it counts no longer, from 0
 *     s to 366 days
 */
public record DownRule(boolean countDisconnected, Duration downForgottenAfter) {

  /** The rule of a group that names no other. */
  public static final DownRule DEFAULT = new DownRule(true, Duration.ofDays(7));

  public DownRule {
    DurationRange.upToAYear(Duration.ZERO).require("downForgottenAfter", downForgottenAfter);
  }

  /**
   * Whether a device that is disconnected counts no longer, or never did: one that was never there
   * is registered ahead of its installation, and nobody misses it.
   *
   * @param lastSeen null for never
   */
  public boolean hasForgotten(@Nullable Instant lastSeen, Instant now) {
    return lastSeen == null || !lastSeen.plus(downForgottenAfter).isAfter(now);
  }
}
