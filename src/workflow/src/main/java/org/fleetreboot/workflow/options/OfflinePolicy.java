package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a group does with devices that are offline or keep failing.
 *
 * @param offline what happens to a device that is not connected when its turn comes
 * @param waitWithin how long after the group's start an offline device is waited for, from 0 s to
 *     366 days; only with {@link Offline#WAIT}
 * @param quarantineAfter a device is skipped after it failed in this many runs in a row, from 1;
 *     null to call it anyway
 */
public record OfflinePolicy(
    Offline offline, Duration waitWithin, @Nullable Integer quarantineAfter) {

  /** What happens to a device that is not connected when its turn comes. */
  public enum Offline {
    /** It is called all the same, and ends offline if that is proved. */
    FAIL,
    /** It is skipped. */
    SKIP,
    /** It is called when it is back, or ends offline when {@code waitWithin} is over. */
    WAIT
  }

  /** The default. */
  public static final OfflinePolicy DEFAULT =
      new OfflinePolicy(Offline.FAIL, Duration.ofDays(1), null);

  public OfflinePolicy {
    DurationRange.upToAYear(Duration.ZERO).require("waitWithin", waitWithin);
    if (quarantineAfter != null && quarantineAfter < 1) {
      throw new IllegalArgumentException(
          "quarantineAfter is " + quarantineAfter + "; give 1 or more, or omit it.");
    }
  }
}
