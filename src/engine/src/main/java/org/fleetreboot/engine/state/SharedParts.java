package org.fleetreboot.engine.state;

import org.fleetreboot.workflow.device.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the parts of states that were last in use, one for each slot of a small table: devices
 * of one group, called one after the other, have equal parts. Not thread-safe.
 */
final class SharedParts implements Sharing {
  private static final int SLOTS = 1 << 10;

  private final @Nullable Object[] recent = new Object[SLOTS];

  @Override
  @SuppressWarnings("unchecked") // what is equal to a part has its type
  public <T> T same(T part) {
    int hash = part.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Object known = recent[slot];
    if (part.equals(known)) {
      return (T) known;
    }
    recent[slot] = part;
    return part;
  }
}
