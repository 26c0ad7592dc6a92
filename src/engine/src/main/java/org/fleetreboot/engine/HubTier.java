package org.fleetreboot.engine;

/**
 * The limits of a tier of IoT Hub, per second.
 *
 * <p>Source: "IoT Hub quotas and throttling" ({@code iot-hub-devguide-quotas-throttling}), as of
 * 2023-02-09. Calls are counted with up to 4 KB of payload each.
 */
public enum HubTier {
  FREE(40, 0, 100, 0, 50, 0, 100, 12),
  S1(40, 0, 100, 0, 50, 0, 100, 12),
  S2(120, 0, 100, 10, 50, 5, 0, 120),
  S3(6_000, 0, 0, 500, 0, 250, 0, 6_000),
  /** No limits: for benchmarks and local hubs without throttles. */
  UNLIMITED(0, 1e9, 1e9, 0, 1e9, 0, 1e9, 0);

  private final double callsPerUnit;
  private final double calls;
  private final double reads;
  private final double readsPerUnit;
  private final double reports;
  private final double reportsPerUnit;
  private final double connects;
  private final double connectsPerUnit;

  HubTier(
      double callsPerUnit,
      double calls,
      double reads,
      double readsPerUnit,
      double reports,
      double reportsPerUnit,
      double connects,
      double connectsPerUnit) {
    this.callsPerUnit = callsPerUnit;
    this.calls = calls;
    this.reads = reads;
    this.readsPerUnit = readsPerUnit;
    this.reports = reports;
    this.reportsPerUnit = reportsPerUnit;
    this.connects = connects;
    this.connectsPerUnit = connectsPerUnit;
  }

  /** Direct method calls. */
  public double calls(int units) {
    return Math.max(calls, callsPerUnit * units);
  }

  /** Twin reads. */
  public double reads(int units) {
    return Math.max(reads, readsPerUnit * units);
  }

  /** Twin updates: a device that comes back reports once. */
  public double reports(int units) {
    return Math.max(reports, reportsPerUnit * units);
  }

  /** New device connections: a device that comes back connects once. */
  public double connects(int units) {
    return Math.max(connects, connectsPerUnit * units);
  }
}
