package org.fleetreboot.journal.sqlite.readmodel;

import org.fleetreboot.journal.projection.StepFold;
import org.fleetreboot.workflow.device.DeviceStatus;

/** A step in the memory of the writer: its row, and what of it is not stored yet. */
final class OpenStep {
  /** Beyond any step that its run knows: only the group of such a step has begun. */
  static final int UNKNOWN_PLACE = 1 << 20;

  final long stepNo;
  final String name;
  int place;
  StepFold fold = StepFold.INITIAL;

  /** How many devices have joined, with those that joined twice. */
  int entries;

  long firstAt = Long.MAX_VALUE;
  long lastAt = Long.MIN_VALUE;
  int statuses;
  boolean stateChanged;
  boolean rangeChanged;

  OpenStep(long stepNo, String name, int place) {
    this.stepNo = stepNo;
    this.name = name;
    this.place = place;
  }

  boolean hasTimes() {
    return firstAt <= lastAt;
  }

  void join(int devices) {
    entries += devices;
    saw(DeviceStatus.WAITING);
  }

  void saw(DeviceStatus status) {
    int more = statuses | StatusNo.bit(status);
    rangeChanged |= more != statuses;
    statuses = more;
  }

  void saw(long at) {
    rangeChanged |= at < firstAt || at > lastAt;
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
  }

  void fold(StepFold next) {
    stateChanged |= !next.equals(fold);
    fold = next;
  }
}
