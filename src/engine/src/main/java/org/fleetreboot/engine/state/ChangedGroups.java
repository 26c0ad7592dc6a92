package org.fleetreboot.engine.state;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups that changed in this step of the engine and have to be judged before it ends. */
public final class ChangedGroups {
  private final Set<LiveGroup> groups = new LinkedHashSet<>();

  public void add(LiveGroup group) {
    groups.add(group);
  }

  /** Takes the group that has waited longest; null if none waits. */
  public @Nullable LiveGroup next() {
    if (groups.isEmpty()) {
      return null;
    }
    LiveGroup first = groups.iterator().next();
    groups.remove(first);
    return first;
  }
}
