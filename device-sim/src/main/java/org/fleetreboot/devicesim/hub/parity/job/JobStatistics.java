package org.fleetreboot.devicesim.hub.parity.job;

import java.util.EnumMap;
import java.util.Map;

/** How many devices of a job have come how far. Not thread-safe. */
public final class JobStatistics {
  private final Map<DeviceJobStatus, Integer> counts = new EnumMap<>(DeviceJobStatus.class);

  /** How many devices the job has. */
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
