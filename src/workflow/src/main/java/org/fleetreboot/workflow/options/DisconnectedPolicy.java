package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which devices count as down for a group's limits, besides those that are being rebooted or have
 * not come back.
 *
 * @param countDisconnected whether devices count that the hub reports as disconnected
 * @param downForgottenAfter how long a disconnected device counts, from 0 s to 366 days
 */
@RecordBuilder
public record DisconnectedPolicy(boolean countDisconnected, Duration downForgottenAfter) {

  /** The default. */
  public static final DisconnectedPolicy DEFAULT = new DisconnectedPolicy(true, Duration.ofDays(7));

  public DisconnectedPolicy {
    DurationRange.upToAYear(Duration.ZERO).require("downForgottenAfter", downForgottenAfter);
  }

  /**
   * Whether a disconnected device no longer counts, or never did: a device that was never connected
   * is registered ahead of its installation, and nobody misses it.
   *
   * @param lastSeen null if never
   */
  public boolean hasForgotten(@Nullable Instant lastSeen, Instant now) {
    return lastSeen == null || !lastSeen.plus(downForgottenAfter).isAfter(now);
  }

  /** A builder that starts with these options. */
  public DisconnectedPolicyBuilder with() {
    return DisconnectedPolicyBuilder.builder(this);
  }
}
