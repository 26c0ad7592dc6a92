package org.fleetreboot.engine;

import java.time.Instant;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.engine.DownDevices.SharedTag;
import org.fleetreboot.workflow.device.Deferral;
import org.jspecify.annotations.Nullable;

/**
 * Why a device is not called in its turn, and how long it rests.
 *
 * @param until when it has its turn again; null for no such time
 * @param opens the hour at which it has its turn again, by the clock on the wall; null for none
 * @param shared what it has in common with those that it waits for; null for none
 */
record Hold(
    Deferral why, @Nullable Instant until, @Nullable Instant opens, @Nullable SharedTag shared) {
  static Hold forGood(String reason) {
    return new Hold(new Deferral(reason, true), null, null, null);
  }

  static Hold until(Instant at, String reason) {
    return new Hold(new Deferral(reason, false), at, null, null);
  }

  static Hold untilItOpens(Instant at, String reason) {
    return new Hold(new Deferral(reason, false), null, at, null);
  }

  static Hold by(Obstacle obstacle) {
    return obstacle.forGood()
        ? forGood(obstacle.reason())
        : new Hold(new Deferral(obstacle.reason(), false), null, null, obstacle.shared());
  }
}
