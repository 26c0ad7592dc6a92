package org.fleetreboot.devicesim.hub.parity.job;

import java.util.EnumMap;
import java.util.Map;

/** The number of devices of a job per status. Not thread-safe. */
public final class JobStatistics {
  private final Map<DeviceJobStatus, Integer> counts = new EnumMap<>(DeviceJobStatus.class);

  /** The number of devices of the job. */
  public int devices() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int of(DeviceJobStatus status) {
    return counts.getOrDefault(status, 0);
  }

  void add(DeviceJobStatus status) {
    counts.merge(status, 1, Integer::sum);
  }

  void remove(DeviceJobStatus status) {
    counts.merge(status, -1, Integer::sum);
  }

  JobStatistics copy() {
    JobStatistics copy = new JobStatistics();
    copy.counts.putAll(counts);
    return copy;
  }
}
