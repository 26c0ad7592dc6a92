package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/** Devices in line, each of which gets its turn at the pace of the tier. Thread-safe. */
final class DeviceQueue {
  // Without a pace of the tier, one step of an event loop does so much.
  private static final int AT_ONCE = 100;

  private final JobThrottle pace;
  private final HubClock clock;
  private final Consumer<ClientId> turn;
  private final Queue<ClientId> line = new ArrayDeque<>();
  private boolean moving;

  /**
   * Nobody in line.
   *
   * @param turn gets one device after the other; must not block
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

  /** The device whose turn it is; null when the line rests. */
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
