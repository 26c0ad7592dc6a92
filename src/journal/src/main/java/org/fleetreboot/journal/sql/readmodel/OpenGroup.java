package org.fleetreboot.journal.sql.readmodel;

import java.util.List;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.projection.GroupFold;
import org.fleetreboot.workflow.device.DeviceStatus;

/** A group in the memory of the writer: its row, and what of it is not stored yet. */
final class OpenGroup {
  /**
   * What a group is known by. Runs are found later, because theirs is another partition.
   *
   * @param partition of its hub
   */
  record Key(String partition, String run, String step) {
    String hub() {
      return StreamId.hubOf(partition);
    }
  }

  final long groupNo;
  final Key key;
  final HubStreams streams;
  GroupFold fold = GroupFold.INITIAL;

  /** How many devices have joined, with those that joined twice. */
  int entries;

  long firstAt = Long.MAX_VALUE;
  long lastAt = Long.MIN_VALUE;
  int statuses;
  boolean stateChanged;
  boolean rangeChanged;

  OpenGroup(long groupNo, Key key) {
    this.groupNo = groupNo;
    this.key = key;
    this.streams = HubStreams.of(key.hub());
  }

  boolean hasTimes() {
    return firstAt <= lastAt;
  }

  void join(List<String> devices) {
    entries += devices.size();
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

  void fold(GroupFold next) {
    stateChanged |= !next.equals(fold);
    fold = next;
  }
}
