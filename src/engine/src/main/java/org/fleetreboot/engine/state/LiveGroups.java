package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of one hub in memory. */
final class LiveGroups {
  private final Map<StepKey, LiveGroup> groups = new LinkedHashMap<>();
  private final LiveHub hub;

  /** No group yet. */
  LiveGroups(LiveHub hub) {
    this.hub = hub;
  }

  Collection<LiveGroup> all() {
    return groups.values();
  }

  LiveGroup knownOrNew(String run, String step) {
    return groups.computeIfAbsent(
        new StepKey(run, step), key -> new LiveGroup(key.run(), key.step(), hub));
  }

  /**
   * The same group. If its run is over, a new group with the default options, which nobody keeps.
   */
  LiveGroup knownOrForgotten(String run, String step) {
    LiveGroup known = groups.get(new StepKey(run, step));
    return known == null ? new LiveGroup(run, step, hub) : known;
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

  /** The group, if it is in memory; otherwise null. */
  @Nullable LiveGroup inMemory(String run, String step) {
    return groups.get(new StepKey(run, step));
  }

  void leave(LiveGroup group) {
    groups.remove(new StepKey(group.run, group.step), group);
  }

  private record StepKey(String run, String step) {}
}
