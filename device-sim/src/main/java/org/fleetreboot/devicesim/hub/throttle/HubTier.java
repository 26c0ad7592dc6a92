package org.fleetreboot.devicesim.hub.throttle;

/**
 * The tiers of IoT Hub and their limits, from "IoT Hub quotas and throttling" (2023-02), without
 * the daily message quota.
 */
public enum HubTier {
  FREE(1, 1),
  S1(200, 1),
  S2(200, 5),
  S3(10, 10);

  private final int mostUnits;
  private final int concurrentJobs;

  HubTier(int mostUnits, int concurrentJobs) {
    this.mostUnits = mostUnits;
    this.concurrentJobs = concurrentJobs;
  }

  /** The maximum number of units. */
  public int mostUnits() {
    return mostUnits;
  }

  /** The maximum number of concurrent jobs, for any number of units. */
  public int concurrentJobs() {
    return concurrentJobs;
  }

  /**
   * The number of operations per second that this tier allows.
   *
   * @param units how many units the hub has, 1 or more; some limits are per hub and ignore it
   */
  public double perSecond(Limit limit, int units) {
    return switch (this) {
      case FREE, S1 -> s1(limit, units);
      case S2 -> s2(limit, units);
      case S3 -> s3(limit, units);
    };
  }

  private static double s1(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS -> 40.0 * units;
      case TWIN_READS -> 100;
      case TWIN_UPDATES -> 50;
      case QUERIES -> perMinute(20) * units;
      case CONNECTIONS, DEVICE_TO_CLOUD -> Math.max(100.0, 12.0 * units);
      case REGISTRY, CLOUD_TO_DEVICE, JOBS -> perMinute(100) * units;
      case JOB_DEVICE_OPERATIONS -> 10;
    };
  }

  private static double s2(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS -> 120.0 * units;
      case TWIN_READS -> Math.max(100.0, 10.0 * units);
      case TWIN_UPDATES -> Math.max(50.0, 5.0 * units);
      case QUERIES -> perMinute(20) * units;
      case CONNECTIONS, DEVICE_TO_CLOUD -> 120.0 * units;
      case REGISTRY, CLOUD_TO_DEVICE, JOBS -> perMinute(100) * units;
      case JOB_DEVICE_OPERATIONS -> Math.max(10.0, units);
    };
  }

  private static double s3(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS, CONNECTIONS, DEVICE_TO_CLOUD -> 6000.0 * units;
      case TWIN_READS -> 500.0 * units;
      case TWIN_UPDATES -> 250.0 * units;
      case QUERIES -> perMinute(1000) * units;
      case REGISTRY, CLOUD_TO_DEVICE, JOBS -> perMinute(5000) * units;
      case JOB_DEVICE_OPERATIONS -> 50.0 * units;
    };
  }

  private static double perMinute(double operations) {
    return operations / 60;
  }
}
