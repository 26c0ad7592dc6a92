package org.fleetreboot.engine.state;

import java.time.Instant;
import org.fleetreboot.workflow.EpochNanos;
import org.jspecify.annotations.Nullable;

/**
 * When a device is polled: what {@link PollQueue} keeps in the device itself, because an object for
 * each wait would cost 40 bytes more.
 */
abstract sealed class PolledDevice permits LiveDevice {
  private static final int NOWHERE = -1;

  private long pollAt = EpochNanos.NONE;
  private int place = NOWHERE;
  private short unchangedPolls;
  private boolean underWay;

  /** When it is polled next; null if no poll is planned. */
  public @Nullable Instant pollAt() {
    return EpochNanos.nullable(pollAt);
  }

  /** Whether a poll of it is planned or under way. */
  public boolean isPolled() {
    return pollAt != EpochNanos.NONE || underWay;
  }

  /** How many polls in a row saw no change since it changed its state. */
  public int unchangedPolls() {
    return unchangedPolls;
  }

  public void countUnchangedPoll() {
    if (unchangedPolls < Short.MAX_VALUE) {
      unchangedPolls++;
    }
  }

  public void resetUnchangedPolls() {
    unchangedPolls = 0;
  }

  /** The same as {@link #pollAt()}, as in {@link EpochNanos}. */
  long pollNanos() {
    return pollAt;
  }

  void pollAt(@Nullable Instant next) {
    pollAt = EpochNanos.ofNullable(next);
  }

  boolean isPollUnderWay() {
    return underWay;
  }

  void setPollUnderWay(boolean isUnderWay) {
    underWay = isUnderWay;
  }

  boolean isQueued() {
    return place != NOWHERE;
  }

  /** Its place in the queue. */
  int place() {
    return place;
  }

  void placedAt(int newPlace) {
    place = newPlace;
  }

  void unqueued() {
    place = NOWHERE;
  }
}
