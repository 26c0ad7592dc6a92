package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the check before the call has said of the devices of a group. */
public final class CheckFindings {
  /** Those that it has let pass, and that have not been called. */
  private final Set<LiveDevice> passed = new HashSet<>();

  /** Since when it has said "not now", in steady time; of this life alone. */
  private final Map<LiveDevice, Instant> notNow = new HashMap<>();

  public void passed(LiveDevice device) {
    passed.add(device);
  }

  /**
   * The check has said "not now".
   *
   * @param recorded since when it had said so, as the journal has it; null when it had not
   * @return since when it has, without a yes in between; in steady time, as {@code now} is
   */
  public Instant deferredSince(LiveDevice device, @Nullable Instant recorded, Instant now) {
    boolean hadPassed = passed.remove(device);
    if (hadPassed || recorded == null) {
      notNow.put(device, now);
      return now;
    }
    // What an earlier life has recorded is steady time in this one.
    return notNow.getOrDefault(device, recorded);
  }

  public void forget(LiveDevice device) {
    passed.remove(device);
    notNow.remove(device);
  }

  public void clear() {
    passed.clear();
    notNow.clear();
  }
}
