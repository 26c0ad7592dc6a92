package org.fleetreboot.devicesim.hub.parity.job;

/** The status of a job on one device. */
public enum DeviceJobStatus {
  /** Waiting for the device to connect, or for the throttle. */
  PENDING("pending"),
  RUNNING("running"),
  COMPLETED("completed"),
  FAILED("failed"),
  /** With one l, unlike the status of a job. */
  CANCELLED("canceled");

  private final String wireName;

  DeviceJobStatus(String wireName) {
    this.wireName = wireName;
  }

  /** Whether this is a final status. */
  public boolean over() {
    return this != PENDING && this != RUNNING;
  }

  public String wireName() {
    return wireName;
  }
}
