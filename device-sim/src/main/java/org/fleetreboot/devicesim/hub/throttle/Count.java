package org.fleetreboot.devicesim.hub.throttle;

/** The hub's counters. */
public enum Count {
  /** Method invocations accepted over REST, whatever their result. */
  METHODS_RECEIVED("methodsReceived"),
  /** Method invocations published to a device. */
  METHODS_DELIVERED("methodsDelivered"),
  /** Answers of devices in time. */
  METHODS_ANSWERED("methodsAnswered"),
  /** Answers of devices after the timeout. */
  METHODS_ANSWERED_LATE("methodsAnsweredLate"),
  /** Twin reads by services and devices. */
  TWIN_READS("twinReads"),
  /** Twin writes by services. */
  TWIN_UPDATES("twinUpdates"),
  /** Twin writes by devices. */
  TWIN_REPORTS("twinReports"),
  /** Pages of queries. */
  QUERIES("queries"),
  /** Reads and writes of identities. */
  REGISTRY_OPERATIONS("registryOperations"),
  /** Requests about jobs. */
  JOB_OPERATIONS("jobOperations"),
  /** Device connections accepted. */
  CONNECTIONS("connections"),
  /** Device connections refused for their credentials. */
  CONNECTIONS_REFUSED("connectionsRefused"),
  /** Device-to-cloud messages. */
  TELEMETRY("telemetry"),
  /** Requests refused because of the tier's throttles. */
  THROTTLED("throttled"),
  /** Faults of the hub that took effect. */
  FAULTS("faults");

  private final String wireName;

  Count(String wireName) {
    this.wireName = wireName;
  }

  /** The name under {@code /counters}. */
  public String wireName() {
    return wireName;
  }
}
