package org.fleetreboot.engine.group;

import java.time.Instant;
import org.fleetreboot.engine.state.DownDevices.SharedTag;
import org.fleetreboot.workflow.device.Deferral;
import org.jspecify.annotations.Nullable;

/**
 * Why a device is not called in its turn, and until when.
 *
 * @param until when it gets its next turn; null if no such time is known
 * @param opens the same as a time of day, which follows the clock; null if it does not depend on
 *     one
 * @param shared the tag that it shares with the devices that it waits for; null for none
 */
record DeferredTurn(
    Deferral why, @Nullable Instant until, @Nullable Instant opens, @Nullable SharedTag shared) {

  /** The device is skipped. */
  static DeferredTurn skipped(String reason) {
    return new DeferredTurn(new Deferral(reason, true), null, null, null);
  }

  static DeferredTurn until(Instant at, String reason) {
    return new DeferredTurn(new Deferral(reason, false), at, null, null);
  }

  static DeferredTurn untilItOpens(Instant at, String reason) {
    return new DeferredTurn(new Deferral(reason, false), null, at, null);
  }

  /**
   * Other devices with that tag are down.
   *
   * @param forGood whether the device is skipped, because the group has waited for them for as long
   *     as it may
   */
  static DeferredTurn by(SharedTag shared, String reason, boolean forGood) {
    return new DeferredTurn(new Deferral(reason, forGood), null, null, shared);
  }

  String reason() {
    return why.reason();
  }

  boolean isSkipped() {
    return why.skipped();
  }
}
