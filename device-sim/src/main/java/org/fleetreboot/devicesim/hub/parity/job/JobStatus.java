package org.fleetreboot.devicesim.hub.parity.job;

import java.util.Optional;
import java.util.stream.Stream;

/** The status of a job. */
public enum JobStatus {
  /**
   * Its start time has passed; it is about to run, or waits because the tier allows no more jobs.
   */
  QUEUED("queued"),
  /** Its start time has not come. */
  SCHEDULED("scheduled"),
  RUNNING("running"),
  /** It has ended, whatever the results of its devices. */
  COMPLETED("completed"),
  /** It could not start, or was interrupted. */
  FAILED("failed"),
  CANCELLED("cancelled");

  private final String wireName;

  JobStatus(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether this is a final status. */
  public boolean over() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** The status with this wire name, ignoring case. */
  public static Optional<JobStatus> named(String name) {
    return Stream.of(values()).filter(status -> status.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
