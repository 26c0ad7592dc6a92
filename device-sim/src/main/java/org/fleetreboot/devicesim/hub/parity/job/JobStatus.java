package org.fleetreboot.devicesim.hub.parity.job;

import java.util.Optional;
import java.util.stream.Stream;

/** How far a job has come. */
public enum JobStatus {
  /** Its time has come, but as many jobs run as the tier allows, or it is about to run. */
  QUEUED("queued"),
  /** Its time has not come. */
  SCHEDULED("scheduled"),
  RUNNING("running"),
  /** It is over, whatever became of its devices. */
  COMPLETED("completed"),
  /** It could not run, or not to its end. */
  FAILED("failed"),
  CANCELLED("cancelled");

  private final String wireName;

  JobStatus(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether nothing changes any more. */
  public boolean over() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** The status of that name on the wire, in any case. */
  public static Optional<JobStatus> named(String name) {
    return Stream.of(values()).filter(status -> status.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
