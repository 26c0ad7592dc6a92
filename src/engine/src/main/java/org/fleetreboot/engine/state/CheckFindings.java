package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the check before the call has said about the devices of a group. */
public final class CheckFindings {
  /** Devices that the check has let pass and that have not been called yet. */
  private final Set<LiveDevice> passed = new HashSet<>();

  /**
   * Since when the check has answered "not now", in steady time; known only for the time since the
   * engine started.
   */
  private final Map<LiveDevice, Instant> notNow = new HashMap<>();

  public void passed(LiveDevice device) {
    passed.add(device);
  }

  /**
   * The check has answered "not now".
   *
   * @param recorded since when it had answered so, according to the journal; null if it had not
   * @param now in steady time
   * @return since when it has answered so without a "go" in between, in steady time
   */
  public Instant deferredSince(LiveDevice device, @Nullable Instant recorded, Instant now) {
    boolean hadPassed = passed.remove(device);
    if (hadPassed || recorded == null) {
      notNow.put(device, now);
      return now;
    }
    // A time that was recorded before the start counts as steady time.
    return notNow.getOrDefault(device, recorded);
  }

  public void forget(LiveDevice device) {
    passed.remove(device);
    notNow.remove(device);
  }

  void clear() {
    passed.clear();
    notNow.clear();
  }
}
