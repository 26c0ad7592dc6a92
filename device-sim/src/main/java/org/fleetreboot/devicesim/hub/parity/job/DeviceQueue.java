package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/** A queue of devices that is drained at the rate of the tier. Thread-safe. */
final class DeviceQueue {
  // Devices per event-loop task when the tier sets no rate.
  private static final int AT_ONCE = 100;

  private final JobThrottle pace;
  private final HubClock clock;
  private final Consumer<ClientId> turn;
  private final Queue<ClientId> line = new ArrayDeque<>();
  private boolean moving;

  /**
   * An empty queue.
   *
   * @param turn called with one device at a time; must not block
   */
  DeviceQueue(JobThrottle pace, HubClock clock, Consumer<ClientId> turn) {
    this.pace = pace;
    this.clock = clock;
    this.turn = turn;
  }

  void add(ClientId device) {
    synchronized (this) {
      line.add(device);
      if (moving) {
        return;
      }
      moving = true;
    }
    move();
  }

  synchronized void clear() {
    line.clear();
  }

  private void move() {
    for (int i = 0; i < AT_ONCE; i++) {
      ClientId device = next();
      if (device == null) {
        return;
      }
      turn.accept(device);
    }
    clock.after(Duration.ZERO, this::move);
  }

  /** The next device; null when the queue is empty or must wait. */
  private synchronized @Nullable ClientId next() {
    if (line.isEmpty()) {
      moving = false;
      return null;
    }
    Duration wait = pace.admit();
    if (!wait.isZero()) {
      clock.after(wait, this::move);
      return null;
    }
    return line.remove();
  }
}
