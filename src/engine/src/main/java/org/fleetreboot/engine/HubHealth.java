package org.fleetreboot.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the hub works.
 *
 * @param trouble why work with it is suspended; null if it is not
 * @param nextProbe when it is tried again; null if it is not suspended
 */
public record HubHealth(@Nullable HubTrouble trouble, @Nullable Instant nextProbe) {
  public static final HubHealth GOOD = new HubHealth(null, null);

  public boolean isSuspended() {
    return trouble != null;
  }
}
