package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** The rate limit of a tier; unlimited while its throttles are lifted. */
public record TierJobThrottle(Throttles throttles, HubTier tier) implements JobThrottle {
  @Override
  public int jobsAtATime() {
    return throttles.inForce() ? tier.concurrentJobs() : Integer.MAX_VALUE;
  }

  @Override
  public Duration admit() {
    return throttles.take(Limit.JOB_DEVICE_OPERATIONS);
  }
}
