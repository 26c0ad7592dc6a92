package org.fleetreboot.devicesim.hub.job;

import java.time.Duration;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;
import org.jspecify.annotations.Nullable;

/**
 * The pace that a tier allows.
 *
 * @param tier null when its throttles are not in force: as many jobs as are wanted
 */
public record TierPace(Throttles throttles, @Nullable HubTier tier) implements JobPace {
  @Override
  public int jobsAtATime() {
    return tier == null ? Integer.MAX_VALUE : tier.jobsAtATime();
  }

  @Override
  public Duration admit() {
    return throttles.take(Limit.JOB_DEVICE_OPERATIONS);
  }
}
