package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a device whose marker is awaited is polled next. The device holds its plan, because a map
 * from devices to plans would cost 44 bytes more for each device that waits.
 */
public final class PollPlan {
  private final LiveDevice device;
  private @Nullable Instant at;
  private int unchanged;
  private boolean underWay;

  public PollPlan(LiveDevice device) {
    this.device = device;
  }

  public LiveDevice device() {
    return device;
  }

  /** When it is polled next; null if no poll is planned. */
  public @Nullable Instant at() {
    return at;
  }

  public void pollAt(Instant next) {
    at = next;
    device.awaited(this);
  }

  /** Plans no further poll; a poll under way still ends. */
  public void cancel() {
    at = null;
    forgetIfIdle();
  }

  /** Whether a poll that was planned for that time is still to be made. */
  public boolean isStillDue(Instant planned) {
    return planned.equals(at) && !underWay;
  }

  public void begin() {
    underWay = true;
  }

  public void end() {
    underWay = false;
    forgetIfIdle();
  }

  private void forgetIfIdle() {
    if (at == null && !underWay) {
      device.notAwaited();
    }
  }

  /** How many polls in a row saw no change since the device changed its state. */
  public int unchanged() {
    return unchanged;
  }

  public void countUnchanged() {
    unchanged++;
  }

  public void resetUnchanged() {
    unchanged = 0;
  }

  /** The clock was moved by this much: the next poll comes after as long a wait as before. */
  public void clockMoved(Duration by) {
    at = at == null ? null : at.plus(by);
  }
}
