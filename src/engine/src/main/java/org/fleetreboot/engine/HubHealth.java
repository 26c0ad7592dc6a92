package org.fleetreboot.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the hub can be worked with.
 *
 * @param trouble why it is suspended; null when it is not
 * @param nextProbe when it is tried again; null when it is not suspended
 */
public record HubHealth(@Nullable HubTrouble trouble, @Nullable Instant nextProbe) {
  public static final HubHealth GOOD = new HubHealth(null, null);

  public boolean isSuspended() {
    return trouble != null;
  }
}
