package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * What a group does with devices that are offline.
 *
 * @param offline what happens to a device that is not connected when its turn comes
 * @param waitWithin how long after the group's start a device that cannot be called yet is waited
 *     for, from 0 s to 366 days
 */
@RecordBuilder
public record OfflinePolicy(Offline offline, Duration waitWithin) {

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
  public static final OfflinePolicy DEFAULT = new OfflinePolicy(Offline.FAIL, Duration.ofDays(1));

  public OfflinePolicy {
    DurationRange.upToAYear(Duration.ZERO).require("waitWithin", waitWithin);
  }

  /** A builder that starts with these options. */
  public OfflinePolicyBuilder with() {
    return OfflinePolicyBuilder.builder(this);
  }
}
