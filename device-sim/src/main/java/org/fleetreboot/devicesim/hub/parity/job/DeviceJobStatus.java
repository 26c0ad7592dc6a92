package org.fleetreboot.devicesim.hub.parity.job;

/** How far a job has come with one of its devices. */
public enum DeviceJobStatus {
  /** Waits for the device to connect, or for its turn. */
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

  /** Whether nothing changes any more. */
  public boolean over() {
    return this != PENDING && this != RUNNING;
  }

  public String wireName() {
    return wireName;
  }
}
