package org.fleetreboot.engine.state;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups that something happened to: each is judged before the step ends. */
public final class ChangedGroups {
  private final Set<LiveGroup> groups = new LinkedHashSet<>();

  public void add(LiveGroup group) {
    groups.add(group);
  }

  /** Takes the one that waits longest; null when none does. */
  public @Nullable LiveGroup next() {
    if (groups.isEmpty()) {
      return null;
    }
    LiveGroup first = groups.iterator().next();
    groups.remove(first);
    return first;
  }
}
