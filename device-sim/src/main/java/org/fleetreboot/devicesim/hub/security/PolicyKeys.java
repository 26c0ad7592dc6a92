package org.fleetreboot.devicesim.hub.security;

import java.util.EnumMap;
import java.util.Map;

/** One key for each policy. Immutable. */
public final class PolicyKeys {
  private final Map<SharedAccessPolicy, SharedAccessKey> keys =
      new EnumMap<>(SharedAccessPolicy.class);

  /** Keeps the keys given and makes the missing ones. */
  public PolicyKeys(Map<SharedAccessPolicy, SharedAccessKey> known) {
    for (SharedAccessPolicy policy : SharedAccessPolicy.values()) {
      SharedAccessKey key = known.get(policy);
      keys.put(policy, key == null ? SharedAccessKey.random() : key);
    }
  }

  public SharedAccessKey of(SharedAccessPolicy policy) {
    SharedAccessKey key = keys.get(policy);
    if (key == null) {
      throw new IllegalStateException("No key for " + policy);
    }
    return key;
  }
}
