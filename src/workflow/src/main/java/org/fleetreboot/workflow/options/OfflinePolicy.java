package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a group are not called, or not yet.
 *
 * @param offline what becomes of a device that is not connected when its turn comes
 * @param waitWithin how long after the group's start a device is waited for that is offline, from 0
 *     s to 366 days; with {@link Offline#WAIT} alone
 * @param quarantineAfter a device that failed in so many runs in a row is skipped, from 1; null to
 *     call it whatever was before
 */
public record OfflinePolicy(
    Offline offline, Duration waitWithin, @Nullable Integer quarantineAfter) {

  /** What becomes of a device that is not connected when its turn comes. */
  public enum Offline {
    /** It is called all the same, and ends offline where that is proved. */
    FAIL,
    /** It is skipped. */
    SKIP,
    /** It is called when it is back, or ends offline when the time for that is over. */
    WAIT
  }

  /** Those of a group that names no others. */
  public static final OfflinePolicy DEFAULT =
      new OfflinePolicy(Offline.FAIL, Duration.ofDays(1), null);

  public OfflinePolicy {
    DurationRange.upToAYear(Duration.ZERO).require("waitWithin", waitWithin);
    if (quarantineAfter != null && quarantineAfter < 1) {
      throw new IllegalArgumentException(
          "quarantineAfter is " + quarantineAfter + "; give 1 or more, or leave it.");
    }
  }
}
