package org.fleetreboot.engine;

import java.time.Instant;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.engine.DownDevices.SharedTag;
import org.fleetreboot.workflow.HeldBack;
import org.jspecify.annotations.Nullable;

/**
 * Why a device is not called in its turn, and how long it rests.
 *
 * @param until when it has its turn again; null when {@code shared} decides, or it is skipped
 * @param shared what it has in common with those that it waits for; null for none
 */
record Hold(HeldBack why, @Nullable Instant until, @Nullable SharedTag shared) {
  static Hold forGood(String reason) {
    return new Hold(new HeldBack(reason, true), null, null);
  }

  static Hold until(Instant at, String reason) {
    return new Hold(new HeldBack(reason, false), at, null);
  }

  static Hold by(Obstacle obstacle) {
    return obstacle.forGood()
        ? forGood(obstacle.reason())
        : new Hold(new HeldBack(obstacle.reason(), false), null, obstacle.shared());
  }
}
