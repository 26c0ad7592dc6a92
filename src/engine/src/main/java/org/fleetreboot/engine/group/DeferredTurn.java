package org.fleetreboot.engine.group;

import java.time.Instant;
import org.fleetreboot.engine.state.DownDevices.SharedTag;
import org.fleetreboot.workflow.device.Deferral;
import org.jspecify.annotations.Nullable;

/**
 * Why a device is not called in its turn, and until when.
 *
 * @param until when it has its turn again; null for no such time
 * @param opens the hour at which it has its turn again, by the clock on the wall; null for none
 * @param shared what it has in common with those that it waits for; null for none
 */
record DeferredTurn(
    Deferral why, @Nullable Instant until, @Nullable Instant opens, @Nullable SharedTag shared) {

  /** It is not called at all. */
  public static DeferredTurn skipped(String reason) {
    return new DeferredTurn(new Deferral(reason, true), null, null, null);
  }

  public static DeferredTurn until(Instant at, String reason) {
    return new DeferredTurn(new Deferral(reason, false), at, null, null);
  }

  static DeferredTurn untilItOpens(Instant at, String reason) {
    return new DeferredTurn(new Deferral(reason, false), null, at, null);
  }

  /**
   * Others with that tag are down.
   *
   * @param forGood whether nobody waits for their return: they have been waited for
   */
  public static DeferredTurn by(SharedTag shared, String reason, boolean forGood) {
    return new DeferredTurn(new Deferral(reason, forGood), null, null, shared);
  }

  public String reason() {
    return why.reason();
  }

  boolean isSkipped() {
    return why.skipped();
  }
}
