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
public record BarSegment(StateMark mark, long count, double from, double width) {
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
  static List<BarSegment> ofTally(Tally tally, long targets) {
    List<BarSegment> segments = new ArrayList<>();
    double from = 0;
    for (Outcome outcome : Outcome.values()) {
      from = add(segments, DeviceStatus.of(outcome), tally.of(outcome), targets, from);
    }
    return segments;
  }

  /** Where the devices stand: those that ended first, those that wait last. */
  static List<BarSegment> ofCounts(Map<DeviceStatus, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<BarSegment> segments = new ArrayList<>();
    double from = 0;
    for (DeviceStatus status : ORDER) {
      from = add(segments, status, counts.getOrDefault(status, 0L), all, from);
    }
    return segments;
  }

  private static double add(
      List<BarSegment> into, DeviceStatus status, long count, long all, double from) {
    if (count == 0) {
      return from;
    }
    double width = Texts.percent(count, all);
    into.add(new BarSegment(StateMark.of(status), count, from, width));
    return from + width;
  }
}
