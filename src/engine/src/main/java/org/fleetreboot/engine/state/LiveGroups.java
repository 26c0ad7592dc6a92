package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of the runs in memory. */
final class LiveGroups {
  private final Map<StepKey, LiveGroup> groups = new LinkedHashMap<>();
  private final Fleet fleet;

  /** No group yet. */
  LiveGroups(Fleet fleet) {
    this.fleet = fleet;
  }

  Collection<LiveGroup> all() {
    return groups.values();
  }

  LiveGroup knownOrNew(String run, String step) {
    return groups.computeIfAbsent(
        new StepKey(run, step), key -> new LiveGroup(key.run(), key.step(), fleet));
  }

  /**
   * The same group. If its run is over, a new group with the default options, which nobody keeps.
   */
  LiveGroup knownOrForgotten(String run, String step) {
    LiveGroup known = groups.get(new StepKey(run, step));
    return known == null ? new LiveGroup(run, step, fleet) : known;
  }

  /** The clock was moved by this much; groups keep their pace. */
  void clockMoved(Duration by) {
    groups.values().forEach(group -> group.pace().clockMoved(by));
  }

  /** The engine starts. */
  void begin(Instant now) {
    groups.values().forEach(group -> group.begin(now));
  }

  /** Whether any of them has the device. */
  boolean have(LiveDevice device) {
    return groups.values().stream().anyMatch(group -> group.has(device.id));
  }

  /** Lets the groups of a run leave; null, and none leaves, if one of them is not settled. */
  @Nullable List<LiveGroup> leave(LiveRun run) {
    List<StepKey> keys = run.groups().stream().map(step -> new StepKey(run.id, step)).toList();
    List<LiveGroup> settled = new ArrayList<>();
    for (StepKey key : keys) {
      LiveGroup group = groups.get(key);
      if (group == null || !group.isSettled()) {
        return null;
      }
      settled.add(group);
    }
    keys.forEach(groups::remove);
    settled.forEach(LiveGroup::forget);
    return settled;
  }

  private record StepKey(String run, String step) {}
}
