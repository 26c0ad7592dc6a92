package org.fleetreboot.app.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;

/**
 * Devices of one state among all of a group.
 *
 * @param from where its part of the bar begins, in percent
 * @param width how long its part is, in percent
 */
public record Share(StateMark mark, long count, double from, double width) {
  private static final List<DeviceStatus> ORDER =
      List.of(
          DeviceStatus.CONFIRMED,
          DeviceStatus.SKIPPED,
          DeviceStatus.CANCELLED,
          DeviceStatus.REJECTED,
          DeviceStatus.OFFLINE,
          DeviceStatus.NOT_CONFIRMED,
          DeviceStatus.UNKNOWN,
          DeviceStatus.FAILED,
          DeviceStatus.AWAITING,
          DeviceStatus.CALLING,
          DeviceStatus.RETRYING,
          DeviceStatus.WAITING);

  /** How devices ended; the rest of the bar is left open. */
  static List<Share> ofTally(Tally tally, long targets) {
    List<Share> shares = new ArrayList<>();
    double from = 0;
    for (Outcome outcome : Outcome.values()) {
      from = add(shares, DeviceStatus.of(outcome), tally.of(outcome), targets, from);
    }
    return shares;
  }

  /** Where the devices stand: those that ended first, those that wait last. */
  static List<Share> ofCounts(Map<DeviceStatus, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<Share> shares = new ArrayList<>();
    double from = 0;
    for (DeviceStatus status : ORDER) {
      from = add(shares, status, counts.getOrDefault(status, 0L), all, from);
    }
    return shares;
  }

  private static double add(
      List<Share> into, DeviceStatus status, long count, long all, double from) {
    if (count == 0) {
      return from;
    }
    double width = Texts.percent(count, all);
    into.add(new Share(StateMark.of(status), count, from, width));
    return from + width;
  }
}
