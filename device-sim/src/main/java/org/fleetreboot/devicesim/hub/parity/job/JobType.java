package org.fleetreboot.devicesim.hub.parity.job;

import java.util.Optional;
import java.util.stream.Stream;

/** The type of a job. */
public enum JobType {
  SCHEDULE_DEVICE_METHOD("scheduleDeviceMethod"),
  SCHEDULE_UPDATE_TWIN("scheduleUpdateTwin");

  private final String wireName;

  JobType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The type with this wire name, ignoring case. */
  public static Optional<JobType> named(String name) {
    return Stream.of(values()).filter(type -> type.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
