package org.fleetreboot.journal.sql.readmodel;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.device.DeviceStatus;

/**
 * A status as a number. They start at 2, because SQLite stores 0 and 1 in no byte at all, and a row
 * that keeps its length is overwritten where it is.
 */
public final class StatusNo {
  private static final Map<Integer, DeviceStatus> BY_NUMBER = new HashMap<>();

  static {
    for (DeviceStatus status : DeviceStatus.values()) {
      BY_NUMBER.put(of(status), status);
    }
  }

  private StatusNo() {}

  public static int of(DeviceStatus status) {
    return switch (status) {
      case WAITING -> 2;
      case CALLING -> 3;
      case AWAITING -> 4;
      case RETRYING -> 5;
      case CONFIRMED -> 6;
      case REJECTED -> 7;
      case OFFLINE -> 8;
      case NOT_CONFIRMED -> 9;
      case UNKNOWN -> 10;
      case FAILED -> 11;
      case SKIPPED -> 12;
      case CANCELLED -> 13;
    };
  }

  static DeviceStatus status(int number) {
    DeviceStatus status = BY_NUMBER.get(number);
    if (status == null) {
      throw new IllegalArgumentException("No status has the number " + number + ".");
    }
    return status;
  }

  /** A bit for that status. */
  static int bit(DeviceStatus status) {
    return 1 << of(status);
  }

  static int bits(Set<DeviceStatus> statuses) {
    return statuses.stream().mapToInt(StatusNo::bit).reduce(0, (some, more) -> some | more);
  }
}
