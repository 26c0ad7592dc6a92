package org.fleetreboot.devicesim.hub.throttle;

/**
 * The tiers of IoT Hub and what they allow, after the page "IoT Hub quotas and throttling"
 * (2023-02).
 */
public enum HubTier {
  FREE,
  S1,
  S2,
  S3;

  /**
   * How many operations a second a hub of this tier allows.
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

  /** How many jobs may run at the same time. */
  public int jobsAtATime() {
    return switch (this) {
      case FREE, S1 -> 1;
      case S2 -> 5;
      case S3 -> 10;
    };
  }

  private static double s1(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS -> 40.0 * units;
      case TWIN_READS -> 100;
      case TWIN_UPDATES -> 50;
      case QUERIES -> perMinute(20) * units;
      case CONNECTIONS -> Math.max(100.0, 12.0 * units);
      case REGISTRY, JOBS -> perMinute(100) * units;
      case JOB_DEVICE_OPERATIONS -> 10;
    };
  }

  private static double s2(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS -> 120.0 * units;
      case TWIN_READS -> Math.max(100.0, 10.0 * units);
      case TWIN_UPDATES -> Math.max(50.0, 5.0 * units);
      case QUERIES -> perMinute(20) * units;
      case CONNECTIONS -> 120.0 * units;
      case REGISTRY, JOBS -> perMinute(100) * units;
      case JOB_DEVICE_OPERATIONS -> Math.max(10.0, units);
    };
  }

  private static double s3(Limit limit, int units) {
    return switch (limit) {
      case METHOD_CALLS -> 6000.0 * units;
      case TWIN_READS -> 500.0 * units;
      case TWIN_UPDATES -> 250.0 * units;
      case QUERIES -> perMinute(1000) * units;
      case CONNECTIONS -> 6000.0 * units;
      case REGISTRY, JOBS -> perMinute(5000) * units;
      case JOB_DEVICE_OPERATIONS -> 50.0 * units;
    };
  }

  private static double perMinute(double operations) {
    return operations / 60;
  }
}
